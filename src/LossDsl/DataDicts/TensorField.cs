namespace LossDsl;

/// <summary>One declared tensor: of a data dict, or of what a loss is called with beside it.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The key in a batch, and the name in messages.</param>
/// <param name="Shape">The declared dimensions, in the grammar of <see cref="TensorAttribute"/>.</param>
/// <param name="DType">The accepted element types.</param>
public sealed record TensorField(string Property, string Key, string Shape, DType DType = DType.Any)
{
    /// <summary>Whether a batch may lack it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Which token the entries along the token axis describe.</summary>
    public TokenAlignment Alignment { get; init; }

    /// <summary>The dimension that all values must be below, if any.</summary>
    public string? UpperBound { get; init; }

    /// <summary>When a batch may not lack it although it is optional, if ever.</summary>
    public KeyCondition? RequiredWhen { get; init; }

    /// <summary>The declared dimensions, one by one.</summary>
    internal string[] Dimensions => Shape.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a last dimension of 1 may follow the declared ones.</summary>
    internal bool AllowsTrailingOne { get; init; }

    /// <summary>The axis of its rows; null where it is the same for all rows.</summary>
    internal ShapeAxis? Rows { get; init; }

    /// <summary>The axis of its tokens; null where it has none.</summary>
    internal ShapeAxis? Tokens { get; init; }

    /// <summary>The axis along which an aligned tensor is per token.</summary>
    internal int TokenAxis { get; init; } = -1;

    /// <summary>The contract that it is part of; null for what no contract declares.</summary>
    internal DataDictSchema? Schema { get; init; }

    /// <summary>A tensor that a loss takes beside the batch, such as its logits.</summary>
    /// <param name="name">The parameter's name in snake_case.</param>
    /// <param name="shape">The declared dimensions.</param>
    /// <param name="dtype">The accepted element types.</param>
    public static TensorField CreateInput(string name, string shape, DType dtype = DType.Any) => new(name, name, shape, dtype);
}
