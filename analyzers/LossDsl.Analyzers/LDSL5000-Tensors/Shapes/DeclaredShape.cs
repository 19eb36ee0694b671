using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A declared shape and element type, as of a <c>[Tensor]</c>.</summary>
/// <param name="Name">The name of the declared tensor in messages.</param>
/// <param name="Text">The shape as it is written.</param>
/// <param name="Dimensions">The parsed dimensions.</param>
/// <param name="DType">The accepted element types: the name of a <c>DType</c> member.</param>
/// <param name="TokenAxis">The dimension that the next-token view shortens; -1 if the tensor is not part of it.</param>
/// <param name="IsIds">Whether the values are ids, such as token ids.</param>
/// <param name="Key">The key in a batch.</param>
/// <param name="Property">The property's name.</param>
internal sealed record DeclaredShape(
    string Name, string Text, ImmutableArray<ShapeGrammar.Dimension> Dimensions, string DType, int TokenAxis, bool IsIds, string Key, string Property)
{
    /// <summary>The class of element types; unknown if several are accepted.</summary>
    public ElementClass Class => ElementClasses.Named(DType);

    /// <summary>The declared tensor as a value.</summary>
    /// <param name="scope">The scope of its dimension names.</param>
    public TensorValue In(object scope) => new(ShapeIn(scope), Class, new Origin($"{Name}, \"{Text}\""), IsIds);

    /// <summary>The tensor in the next-token view.</summary>
    public TensorValue ReadViewFrom(object scope)
    {
        var whole = ShapeIn(scope);
        return new(
            whole.With(TokenAxis, whole[TokenAxis] is { } tokens ? tokens - Dimension.One : null),
            Class,
            new Origin($"{Name.Replace("." + Property, ".NextToken." + Property)}"),
            IsIds);
    }

    /// <summary>The declared shape with the names of a scope as symbols.</summary>
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
