using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>What the shapes of a data dict must fulfil together: LDSL1005, LDSL1011, LDSL1013 and LDSL1020.</summary>
internal static class Shapes
{
    /// <summary>Notes what they do not fulfil.</summary>
    public static void Check(IReadOnlyList<IPropertySymbol> properties, IReadOnlyList<TensorModel> tensors, Vocabulary vocabulary, Problems problems)
    {
        var type = problems.Type;
        var shapes = tensors.Select(tensor => Parsed(tensor.Shape)).ToList();
        var names = new List<(string Name, int Tensor)>();
        for (var i = 0; i < tensors.Count; i++)
            names.AddRange((shapes[i] ?? []).Select(dimension => dimension.Name).Append(tensors[i].Below).OfType<string>().Select(name => (name, i)));

        // A shape that is malformed may name the rows.
        if (shapes.TrueForAll(shape => shape is not null && shape.All(dimension => dimension.Name is null))
            && tensors.Count == type.AllProperties().Count(property => property.Has(vocabulary.Tensor)))
        {
            problems.Add(
                "LDSL1011",
                type,
                location: null,
                $"{type.Name} has no rows: "
                + (tensors.Count == 0 ? "it declares no tensor; mark those of the batch with [Tensor(\"B …\")]" : "no shape names a dimension, such as B in \"B S\""));
        }
        else
        {
            CheckAlignment(properties, tensors, vocabulary, problems);
        }

        var count = names.Select(name => name.Name).Distinct().Count();
        if (count > DimensionLimit.Names)
            problems.Add(
                "LDSL1013",
                type,
                location: null,
                $"{type.Name} names {count} dimensions; at most {DimensionLimit.Names} are supported: "
                + "write _ for lengths that no other tensor shares");
        CheckNames(names, properties, vocabulary, problems);
    }

    // Where the tokens have no name of their own, their axis is the last one: it must not be that of the rows.
    private static void CheckAlignment(
        IReadOnlyList<IPropertySymbol> properties, IReadOnlyList<TensorModel> tensors, Vocabulary vocabulary, Problems problems)
    {
        var axes = new BatchAxes(tensors.Select(tensor => tensor.Shape), [.. tensors.Select(tensor => tensor.IsAligned)]);
        for (var i = 0; i < tensors.Count; i++)
        {
            if (!tensors[i].IsAligned || Parsed(tensors[i].Shape) is not { } dimensions)
                continue;
            var problem = dimensions.Count == 0 ? $"its shape \"{tensors[i].Shape}\" names no dimension; name one, such as S in \"B S\", or take Aligned away"
                : axes.Rows[i]?.Axis == axes.TokenAxis(i) ? $"the last dimension of its shape \"{tensors[i].Shape}\" is the batch dimension; name one of tokens after it, or take Aligned away"
                : null;
            var attribute = properties[i].Attribute(vocabulary.Tensor)!;
            if (problem is not null)
                problems.Add(
                    "LDSL1005",
                    properties[i],
                    attribute.Argument(problems.Cancellation, "Aligned")?.GetLocation() ?? attribute.Place(properties[i], problems.Cancellation),
                    $"{properties[i].Name} cannot be aligned to tokens: {problem}");
        }
    }

    private static void CheckNames(
        List<(string Name, int Tensor)> names, IReadOnlyList<IPropertySymbol> properties, Vocabulary vocabulary, Problems problems)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, tensor) in names)
        {
            var look = LookAlikes.Skeleton(name);
            if (!known.TryGetValue(look, out var first))
            {
                known.Add(look, name);
            }
            else if (first != name)
            {
                var attribute = properties[tensor].Attribute(vocabulary.Tensor)!;
                var how = string.Equals(first, name, StringComparison.OrdinalIgnoreCase) ? "differ only in case" : "look alike but are spelled with other letters";
                problems.Warn(
                    "LDSL1020",
                    properties[tensor],
                    attribute.Argument(problems.Cancellation)?.GetLocation() ?? attribute.Place(properties[tensor], problems.Cancellation),
                    $"The dimensions {name} of {properties[tensor].Name} and {first} of {problems.Type.Name} {how}, so their lengths are not compared: "
                    + $"write {first} for the same length, or take a name that differs more");
                known[look] = name;
            }
        }
    }

    private static IReadOnlyList<ShapeGrammar.Dimension>? Parsed(string shape) =>
        ShapeGrammar.TryParse(shape, out _, out var dimensions, out _) ? dimensions : null;
}
