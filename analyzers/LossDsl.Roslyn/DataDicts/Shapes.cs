using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Checks the shapes of a data dict against each other: LDSL1005, LDSL1011, LDSL1013 and LDSL1020.</summary>
internal static class Shapes
{
    public static void Check(IReadOnlyList<IPropertySymbol> properties, IReadOnlyList<TensorModel> tensors, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var type = diagnostics.Type;
        var shapes = tensors.Select(tensor => Parsed(tensor.Shape)).ToList();
        var names = new List<(string Name, int Tensor)>();
        for (var i = 0; i < tensors.Count; i++)
            names.AddRange((shapes[i] ?? []).Select(dimension => dimension.Name).Append(tensors[i].UpperBound).OfType<string>().Select(name => (name, i)));

        // A malformed shape may name the row dimension, so nothing is reported while there is one.
        if (shapes.TrueForAll(shape => shape is not null && shape.All(dimension => dimension.Name is null))
            && tensors.Count == type.GetAllProperties().Count(property => property.HasAttribute(symbols.TensorAttribute)))
        {
            diagnostics.AddError(
                "LDSL1011",
                type,
                location: null,
                $"{type.Name} has no rows: "
                + (tensors.Count == 0 ? "it declares no tensor; mark those of the batch with [Tensor(\"B …\")]" : "no shape names a dimension, such as B in \"B S\""));
        }
        else
        {
            CheckAlignment(properties, tensors, symbols, diagnostics);
        }

        var count = names.Select(name => name.Name).Distinct().Count();
        if (count > DimensionLimit.Names)
            diagnostics.AddError(
                "LDSL1013",
                type,
                location: null,
                $"{type.Name} names {count} dimensions; at most {DimensionLimit.Names} are supported: "
                + "write _ for lengths that no other tensor shares");
        CheckNames(names, properties, symbols, diagnostics);
    }

    // If no shape names the token dimension, it is the last dimension, which must not be the row dimension.
    private static void CheckAlignment(
        IReadOnlyList<IPropertySymbol> properties, IReadOnlyList<TensorModel> tensors, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var axes = new BatchAxes(tensors.Select(tensor => tensor.Shape), [.. tensors.Select(tensor => tensor.IsAligned)]);
        for (var i = 0; i < tensors.Count; i++)
        {
            if (!tensors[i].IsAligned || Parsed(tensors[i].Shape) is not { } dimensions)
                continue;
            var problem = dimensions.Count == 0 ? $"its shape \"{tensors[i].Shape}\" names no dimension; name one, such as S in \"B S\", or remove Alignment"
                : axes.Rows[i]?.Axis == axes.TokenAxis(i) ? $"the last dimension of its shape \"{tensors[i].Shape}\" is the batch dimension; name one of tokens after it, or remove Alignment"
                : null;
            var attribute = properties[i].GetAttribute(symbols.TensorAttribute)!;
            if (problem is not null)
                diagnostics.AddError(
                    "LDSL1005",
                    properties[i],
                    attribute.GetArgumentExpression(diagnostics.Cancellation, "Alignment")?.GetLocation() ?? attribute.GetLocation(properties[i], diagnostics.Cancellation),
                    $"{properties[i].Name} cannot be aligned to tokens: {problem}");
        }
    }

    private static void CheckNames(
        List<(string Name, int Tensor)> names, IReadOnlyList<IPropertySymbol> properties, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, tensor) in names)
        {
            var look = Confusables.GetSkeleton(name);
            if (!known.TryGetValue(look, out var first))
            {
                known.Add(look, name);
            }
            else if (first != name)
            {
                var attribute = properties[tensor].GetAttribute(symbols.TensorAttribute)!;
                var how = string.Equals(first, name, StringComparison.OrdinalIgnoreCase) ? "differ only in case" : "look alike but are spelled with other letters";
                diagnostics.AddWarning(
                    "LDSL1020",
                    properties[tensor],
                    attribute.GetArgumentExpression(diagnostics.Cancellation)?.GetLocation() ?? attribute.GetLocation(properties[tensor], diagnostics.Cancellation),
                    $"The dimensions {name} of {properties[tensor].Name} and {first} of {diagnostics.Type.Name} {how}, so their lengths are not compared: "
                    + $"write {first} for the same length, or take a name that differs more");
                known[look] = name;
            }
        }
    }

    private static IReadOnlyList<ShapeGrammar.Dimension>? Parsed(string shape) =>
        ShapeGrammar.TryParse(shape, out _, out var dimensions, out _) ? dimensions : null;
}
