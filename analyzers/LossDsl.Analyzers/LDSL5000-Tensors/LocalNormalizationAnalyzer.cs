using LossDsl.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5004: what a loss divides by is counted over the whole step, not over a microbatch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocalNormalizationAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5004",
        "Valid tokens and sequences must be counted over the whole step",
        "{0}",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5004.md");

    /// <summary>The property of a diagnostic that holds the whole batch, as it is spelled where it is cut.</summary>
    public const string Batch = "batch";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        Findings.Report(context, vocabulary, Rule);
}
