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

        // The batch dimension is the first that the contract names.
        string? batch = null;
        foreach (var property in type.AllProperties())
        {
            if (property.Attribute(vocabulary.Tensor) is not { ConstructorArguments: [{ Value: string shape }, _] } attribute
                || !ShapeGrammar.TryParse(shape, out _, out var dimensions, out _))
            {
                continue;
            }

            batch ??= dimensions.FirstOrDefault(dimension => dimension.Name is not null).Name;
            var isAligned = attribute.Named("Aligned") is int aligned && aligned != 0;
            if (isAligned && property.ContainingType.Is(type) && Problem(shape, dimensions, batch) is { } problem)
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    attribute.Argument(context.CancellationToken, "Aligned")?.GetLocation()
                        ?? attribute.Place(property, context.CancellationToken),
                    property.Name,
                    problem));
        }
    }

    private static string? Problem(string shape, IReadOnlyList<ShapeGrammar.Dimension> dimensions, string? batch)
    {
        if (dimensions.Count == 0)
            return $"its shape \"{shape}\" names no dimension";
        return dimensions.Count - 1 == IndexOf(dimensions, batch)
            ? $"the last dimension of its shape \"{shape}\" is the batch dimension"
            : null;
    }

    private static int IndexOf(IReadOnlyList<ShapeGrammar.Dimension> dimensions, string? name)
    {
        for (var i = 0; i < dimensions.Count; i++)
        {
            if (name is not null && dimensions[i].Name == name)
                return i;
        }

        return -1;
    }
}
