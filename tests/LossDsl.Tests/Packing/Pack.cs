namespace LossDsl.Tests.Packing;

/// <summary>A batch of sequences of different lengths, and its packed form.</summary>
/// <param name="Lengths">The number of tokens of each row.</param>
/// <param name="Padding">The number of padding positions after each row.</param>
internal sealed record Pack(long[] Lengths, long[] Padding)
{
    public Tensor CuSeqlens(ScalarType? dtype = null) => Cumulative(Lengths, dtype);

    public Tensor CuSeqlensPadded(ScalarType? dtype = null) => Cumulative([.. Lengths.Zip(Padding, (a, b) => a + b)], dtype);

    /// <summary>A selection of rows, in a given order.</summary>
    public Pack Select(IEnumerable<int> rows) => new(
        [.. rows.Select(row => Lengths[row])], [.. rows.Select(row => Padding[row])]);

    /// <summary>
    /// Packs the rows' outputs into one row, with gradients: <c>[B, S, V]</c> becomes <c>[1, T, V]</c>. Rewards <c>[B]</c> are
    /// put at the last
    /// token of each row. All other positions are filled with <paramref name="junk"/>.
    /// </summary>
    public Tensor Of(Tensor output, double junk)
    {
        var parts = new List<Tensor>();
        for (var row = 0; row < Lengths.Length; row++)
        {
            var rest = output.shape[Math.Min(2, (int)output.dim())..];
            if (output.dim() == 1)
            {
                parts.Add(full([Lengths[row] - 1], junk, dtype: output.dtype));
                parts.Add(output.narrow(0, row, 1));
            }
            else
            {
                parts.Add(output[row].narrow(0, 0, Lengths[row]));
            }

            parts.Add(full([Padding[row], .. rest], junk, dtype: output.dtype));
        }

        return cat([.. parts], 0).unsqueeze(0);
    }

    /// <summary>The mask of the tokens that the rows have, bool, shape <c>[B, tokens]</c>.</summary>
    public Tensor Owned(long tokens) => arange(tokens) < tensor(Lengths).unsqueeze(-1);

    private static Tensor Cumulative(long[] lengths, ScalarType? dtype)
    {
        var sums = new long[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
            sums[i + 1] = sums[i] + lengths[i];
        return tensor(sums).to(dtype ?? int32);
    }
}
