namespace LossDsl;

/// <summary>A declared shape whose dimension names are resolved to indices into the schema's table of lengths.</summary>
internal sealed class CompiledShape
{
    private CompiledShape(bool anyLeading, Dimension[] dimensions, int below) =>
        (AnyLeading, Dimensions, UpperBound) = (anyLeading, dimensions, below);

    /// <summary>Whether the shape starts with <c>...</c>: any number of leading dimensions.</summary>
    public bool AnyLeading { get; }

    public Dimension[] Dimensions { get; }

    /// <summary>The index of the dimension that bounds the values, or -1.</summary>
    public int UpperBound { get; }

    /// <summary>Resolves the shape of a field and appends new names to <paramref name="names"/>.</summary>
    public static CompiledShape Compile(TensorField field, List<string> names)
    {
        if (!ShapeGrammar.TryParse(field.Shape, out var anyLeading, out var parsed, out var error))
            throw new ArgumentException($"{field.Property}: the shape \"{field.Shape}\" is malformed: {error}");
        return new CompiledShape(
            anyLeading,
            [.. parsed.Select(form => new Dimension(form, form.Name is null ? -1 : Index(form.Name)))],
            field.UpperBound is null ? -1 : Index(field.UpperBound));

        int Index(string name)
        {
            var place = names.IndexOf(name);
            if (place < 0)
            {
                place = names.Count;
                names.Add(name);
            }

            return place;
        }
    }

    /// <summary>The shape as declared: <c>[B, S]</c>.</summary>
    public override string ToString()
    {
        var words = Dimensions.Select(dimension => dimension.Form.ToString());
        return $"[{string.Join(", ", AnyLeading ? words.Prepend("...") : words)}]";
    }

    /// <summary>One declared dimension, and the index of its name in the table of lengths (-1 without a name).</summary>
    internal readonly record struct Dimension(ShapeGrammar.Dimension Form, int Index);
}
