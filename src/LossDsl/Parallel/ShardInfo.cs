namespace LossDsl;

/// <summary>The sizes of logits and batch on a rank, which all ranks must agree on.</summary>
/// <param name="Rows">The rows of the logits.</param>
/// <param name="Positions">The positions of each row.</param>
/// <param name="Columns">The columns of the vocabulary.</param>
/// <param name="Type">The element type.</param>
/// <param name="BatchRows">The rows of the batch.</param>
/// <param name="BatchTokens">The tokens of each row of the batch.</param>
internal readonly record struct ShardInfo(long Rows, long Positions, long Columns, ScalarType Type, long BatchRows, long BatchTokens)
{
    /// <summary>Deserializes the result of <see cref="ToArray"/>.</summary>
    public static ShardInfo FromArray(long[] values) =>
        new(values[0], values[1], values[2], (ScalarType)values[3], values[4], values[5]);

    /// <summary>Serializes to integers for the exchange between ranks.</summary>
    public long[] ToArray() => [Rows, Positions, Columns, (long)Type, BatchRows, BatchTokens];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Type.ToDisplayString()} logits [{Rows}, {Positions}, {Columns}] and a batch [{BatchRows}, {BatchTokens}]";
}
