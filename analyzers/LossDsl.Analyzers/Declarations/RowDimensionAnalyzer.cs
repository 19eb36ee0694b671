using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1011: a batch has rows, so its contract names what counts them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RowDimensionAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1011",
        "A data dict must name the dimension of its rows",
        "{0} has no rows: {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1011.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.Has(vocabulary.DataDict))
            return;
        var shapes = DeclaredShapes.Of(type, vocabulary);
        // A shape that is malformed may name it.
        if (shapes.IsWhole && !shapes.Dimensions.Any(dimension => dimension.Name is not null))
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                type.Locations[0],
                type.Name,
                shapes.Count == 0 ? "it declares no tensor" : "no shape names a dimension, such as B in \"B S\""));
    }
}
