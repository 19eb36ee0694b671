namespace LossDsl;

/// <summary>What a rank has of logits and batch, as far as the ranks have to agree.</summary>
/// <param name="Rows">Rows of its logits.</param>
/// <param name="Positions">Positions of each row.</param>
/// <param name="Columns">Columns of the vocabulary.</param>
/// <param name="Type">The element type.</param>
/// <param name="BatchRows">Rows of the batch.</param>
/// <param name="BatchTokens">Tokens of each row of the batch.</param>
internal readonly record struct ShardInfo(long Rows, long Positions, long Columns, ScalarType Type, long BatchRows, long BatchTokens)
{
    /// <summary>Reads what <see cref="ToArray"/> wrote.</summary>
    public static ShardInfo FromArray(long[] values) =>
        new(values[0], values[1], values[2], (ScalarType)values[3], values[4], values[5]);

    /// <summary>As numbers that can be exchanged.</summary>
    public long[] ToArray() => [Rows, Positions, Columns, (long)Type, BatchRows, BatchTokens];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Type.ToDisplayString()} logits [{Rows}, {Positions}, {Columns}] and a batch [{BatchRows}, {BatchTokens}]";
}
