namespace LossDsl;

/// <summary>The declaration of one tensor: of a data dict, or of another input of a loss.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The key in a batch, and the name in messages.</param>
/// <param name="Shape">The declared dimensions, in the grammar of <see cref="TensorAttribute"/>.</param>
/// <param name="DType">The accepted element types.</param>
public sealed record TensorField(string Property, string Key, string Shape, DType DType = DType.Any)
{
    /// <summary>Whether a batch may omit the tensor.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Which token the entries along the token axis describe.</summary>
    public TokenAlignment Alignment { get; init; }

    /// <summary>The dimension that all values must be below, if any.</summary>
    public string? UpperBound { get; init; }

    /// <summary>The condition under which an optional tensor is required, if any.</summary>
    public KeyCondition? RequiredWhen { get; init; }

    internal string[] Dimensions => Shape.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a last dimension of length 1 may follow the declared ones.</summary>
    internal bool AllowsTrailingOne { get; init; }

    /// <summary>The axis of the rows; null where the tensor belongs to the whole batch.</summary>
    internal ShapeAxis? Rows { get; init; }

    /// <summary>The axis of the tokens; null where there is none.</summary>
    internal ShapeAxis? Tokens { get; init; }

    /// <summary>The axis along which an aligned tensor is per token.</summary>
    internal int TokenAxis { get; init; }

    /// <summary>The schema of the data dict that declares the tensor; null where no data dict does.</summary>
    internal DataDictSchema? Schema { get; init; }

    /// <summary>Declares a tensor that a loss receives in addition to the batch, such as its logits.</summary>
    /// <param name="name">The parameter name in snake_case.</param>
    /// <param name="shape">The declared dimensions.</param>
    /// <param name="dtype">The accepted element types.</param>
    public static TensorField CreateInput(string name, string shape, DType dtype = DType.Any) => new(name, name, shape, dtype);
}
