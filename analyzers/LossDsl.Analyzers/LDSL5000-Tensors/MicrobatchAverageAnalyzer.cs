using LossDsl.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5002: losses of microbatches add up; they are not averaged.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MicrobatchAverageAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5002",
        "The losses of microbatches must be added, not averaged",
        "{0}",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5002.md");

    /// <summary>The property of a diagnostic that says whether the division itself stands at its place.</summary>
    public const string Here = "here";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        Findings.Report(context, vocabulary, Rule);
}
