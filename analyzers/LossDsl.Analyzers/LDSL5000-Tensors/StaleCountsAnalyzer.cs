using LossDsl.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5006: what is counted is what the step sees; rows are not dropped, added or masked after counting.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleCountsAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5006",
        "Valid tokens and sequences must be counted after rows are dropped",
        "{0}",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5006.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        Findings.Report(context, vocabulary, Rule);
}
