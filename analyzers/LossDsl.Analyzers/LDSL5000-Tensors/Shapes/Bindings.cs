namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The lengths of the named dimensions that several declared shapes share.</summary>
/// <param name="known">The length of a name that is known from the start; null if there is none.</param>
/// <param name="isWhole">Whether lengths that differ by a constant are an error. They are not for a batch that is changed one
/// entry at a time.</param>
internal sealed class Bindings(Func<string, Dimension?> known, bool isWhole = true)
{
    private readonly Dictionary<string, (Dimension Length, string? By)> _lengths = [];

    /// <summary>Creates bindings without known lengths.</summary>
    public Bindings()
        : this(_ => null)
    {
    }

    /// <summary>
    /// Binds the names of a declared shape to the lengths of a tensor. Returns the mismatch as a phrase; null if the shape may
    /// fit.
    /// </summary>
    /// <param name="declared">The declared shape.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="by">The tensor's name, for messages about a name that it binds.</param>
    public string? Misfit(DeclaredShape declared, Shape shape, string? by = null)
    {
        if (shape.Rank != declared.Dimensions.Length)
            return $"{Broadcasting.Count(declared.Dimensions.Length)} instead of {shape.Rank}";
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] is { } length && Misfit(declared.Dimensions[axis], length, by) is { } problem)
                return problem;
        }

        return null;
    }

    /// <summary>The declared shape with the bound lengths.</summary>
    public Shape Resolve(DeclaredShape declared) => new([.. declared.Dimensions.Select(dimension =>
        dimension.IsAny ? null
        : dimension.Name is null ? Dimension.FromConstant(dimension.Offset)
        : Find(dimension.Name) is { Length: var length } ? (length * Dimension.FromConstant(dimension.Factor)) + Dimension.FromConstant(dimension.Offset)
        : null)]);

    private string? Misfit(ShapeGrammar.Dimension declared, Dimension length, string? by)
    {
        if (declared.IsAny)
            return null;
        var offset = Dimension.FromConstant(declared.Offset);
        if (declared.Name is null)
            return length.Constant is { } constant && constant != declared.Offset ? $"{length} instead of {declared}" : null;
        if (Find(declared.Name) is not var (bound, giver))
        {
            if ((length - offset).DivideBy(declared.Factor) is { } value)
                _lengths[declared.Name] = (value, by);
            return null;
        }

        var expected = (bound * Dimension.FromConstant(declared.Factor)) + offset;
        var relation = Dimension.Compare(expected, length);
        return relation == DimensionRelation.Distinct || (relation == DimensionRelation.Different && isWhole)
            ? $"{length} instead of {expected}{(giver is null ? "" : $", which {giver} gives {declared.Name}")}"
            : null;
    }

    private (Dimension Length, string? By)? Find(string name) =>
        _lengths.TryGetValue(name, out var bound) ? bound : known(name) is { } given ? (given, null) : null;
}
