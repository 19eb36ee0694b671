using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1013: a contract has room for a limited number of dimensions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DimensionCountAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1013",
        "A data dict must not name too many dimensions",
        "{0} names {1} dimensions; at most {2} are supported",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1013.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.Has(vocabulary.DataDict))
            return;
        var shapes = DeclaredShapes.Of(type, vocabulary);
        var count = shapes.Dimensions.Select(dimension => dimension.Name).OfType<string>().Concat(shapes.Bounds).Distinct().Count();
        if (count > DimensionLimit.Names)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name, count, DimensionLimit.Names));
    }
}
