using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1005: only a tensor with a token dimension can be aligned to tokens.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AlignmentAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1005",
        "An aligned tensor must have a token dimension",
        "{0} cannot be aligned to tokens: {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1005.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.Has(vocabulary.DataDict))
            return;

        var tensors = new List<(IPropertySymbol Property, AttributeData Attribute, string Shape)>();
        foreach (var property in type.AllProperties())
        {
            if (property.Attribute(vocabulary.Tensor) is { ConstructorArguments: [{ Value: string shape }, _] } attribute
                && ShapeGrammar.TryParse(shape, out _, out _, out _))
                tensors.Add((property, attribute, shape));
        }

        var axes = new BatchAxes(
            tensors.Select(tensor => tensor.Shape), [.. tensors.Select(tensor => IsAligned(tensor.Attribute))]);
        for (var i = 0; i < tensors.Count; i++)
        {
            var (property, attribute, shape) = tensors[i];
            if (IsAligned(attribute) && property.ContainingType.Is(type) && Problem(shape, axes, i) is { } problem)
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    attribute.Argument(context.CancellationToken, "Aligned")?.GetLocation()
                        ?? attribute.Place(property, context.CancellationToken),
                    property.Name,
                    problem));
        }
    }

    private static bool IsAligned(AttributeData attribute) => attribute.Named("Aligned") is int aligned && aligned != 0;

    // Where the tokens have no name of their own, their axis is the last one: it must not be that of the rows.
    private static string? Problem(string shape, BatchAxes axes, int tensor)
    {
        ShapeGrammar.TryParse(shape, out _, out var dimensions, out _);
        if (dimensions.Count == 0)
            return $"its shape \"{shape}\" names no dimension";
        return axes.Rows[tensor]?.Axis == axes.TokenAxis(tensor)
            ? $"the last dimension of its shape \"{shape}\" is the batch dimension"
            : null;
    }
}
