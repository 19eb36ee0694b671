using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A shape with an element type, as <c>[Tensor]</c> declares them.</summary>
/// <param name="Name">How messages call what has it.</param>
/// <param name="Text">The shape as it is declared.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="DType">The name of the class of element types.</param>
/// <param name="TokenAxis">The dimension that a next-token view shortens; -1 where there is no view.</param>
/// <param name="IsIds">Whether its values name something.</param>
/// <param name="Key">The key in a batch.</param>
/// <param name="Property">The property in a data dict.</param>
internal sealed record DeclaredShape(
    string Name, string Text, ImmutableArray<ShapeGrammar.Dimension> Dimensions, string DType, int TokenAxis, bool IsIds, string Key, string Property)
{
    /// <summary>The class of element types; unknown where it accepts several.</summary>
    public ElementClass Class => ElementClasses.Named(DType);

    /// <summary>The tensor that is declared.</summary>
    /// <param name="scope">What its dimensions belong to.</param>
    public TensorValue In(object scope) => new(ShapeIn(scope), Class, new Origin($"{Name}, \"{Text}\""), IsIds);

    /// <summary>Its next-token view.</summary>
    public TensorValue ReadViewFrom(object scope)
    {
        var whole = ShapeIn(scope);
        return new(
            whole.With(TokenAxis, whole[TokenAxis] is { } tokens ? tokens - Dimension.One : null),
            Class,
            new Origin($"{Name.Replace("." + Property, ".NextToken." + Property)}"),
            IsIds);
    }

    /// <summary>The shape that is declared.</summary>
    public Shape ShapeIn(object scope) => new([.. Dimensions.Select(declared => Length(declared, scope))]);

    private static Dimension? Length(ShapeGrammar.Dimension declared, object scope)
    {
        if (declared.IsAny)
            return null;
        var offset = Dimension.FromConstant(declared.Offset);
        return declared.Name is null ? offset
            : (Dimension.FromSymbol(new DimensionSymbol(scope, declared.Name)) * Dimension.FromConstant(declared.Factor)) + offset;
    }
}
