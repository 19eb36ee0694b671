namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A tensor of a data dict that has an entry for each token.</summary>
/// <param name="Type">The name of the data dict.</param>
/// <param name="Property">The name of its property.</param>
/// <param name="Key">Its key.</param>
/// <param name="Offset">Entry <c>t</c> describes token <c>t + Offset</c>.</param>
/// <param name="Missing">How many entries fewer than tokens it has: 1 of <c>S-1</c>.</param>
/// <param name="Rank">Its number of dimensions.</param>
/// <param name="Axis">The dimension of tokens.</param>
internal sealed record TokenTensorDeclaration(string Type, string Property, string Key, int Offset, int Missing, int Rank, int Axis)
{
    /// <summary>What is known of the tensor, read from a batch.</summary>
    public TokenTensorValue ReadFrom(BatchValue batch, string? name = null) => new(name ?? $"{Type}.{Property}", Property, batch, Offset, Missing, Rank, Axis);

    /// <summary>What is known of its next-token view.</summary>
    public TokenTensorValue ReadViewFrom(BatchValue batch) => new($"{Type}.NextToken.{Property}", Property, batch, Offset: 1, Missing + 1, Rank, Axis);
}
