using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1016: a metrics record has at least one metric.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoMetricAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1016",
        "A metrics record must have a metric",
        "{0} has no property that is marked [Metric], so nothing is generated for it",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1016.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Has(vocabulary.LossMetrics) && !type.AllProperties().Any(property => property.Has(vocabulary.Metric)))
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name));
    }
}
