namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A declared tensor of a data dict that has an entry per token.</summary>
/// <param name="Type">The name of the data dict.</param>
/// <param name="Property">The property's name.</param>
/// <param name="Key">The key in a batch.</param>
/// <param name="Offset">Entry <c>t</c> describes token <c>t + Offset</c>.</param>
/// <param name="Missing">The number of tokens without an entry: 1 for <c>S-1</c>.</param>
/// <param name="Rank">The number of dimensions.</param>
/// <param name="Axis">The token dimension.</param>
internal sealed record TokenTensorDeclaration(string Type, string Property, string Key, int Offset, int Missing, int Rank, int Axis)
{
    /// <summary>The tensor as read from a batch.</summary>
    public TokenTensorValue ReadFrom(BatchValue batch, string? name = null) => new(name ?? $"{Type}.{Property}", Property, batch, Offset, Missing, Rank, Axis);

    /// <summary>The tensor as read from the next-token view of a batch.</summary>
    public TokenTensorValue ReadViewFrom(BatchValue batch) => new($"{Type}.NextToken.{Property}", Property, batch, Offset: 1, Missing + 1, Rank, Axis);
}
