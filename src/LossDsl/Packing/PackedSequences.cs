namespace LossDsl;

/// <summary>The sequences in one packed row of <c>T</c> positions.</summary>
/// <remarks>
/// Sequence <c>i</c> occupies the positions from <c>padded[i]</c> to <c>padded[i+1]</c>; its tokens are the first
/// <c>unpadded[i+1] - unpadded[i]</c> of them.
/// </remarks>
internal sealed class PackedSequences
{
    private const string Unpadded = "cu_seqlens_q";
    private const string Padded = "cu_seqlens_q_padded";

    private readonly long[] _starts;

    /// <summary>Reads the cumulative lengths, which are copied to the host.</summary>
    /// <param name="cuSeqlensQ">Cumulative sequence lengths, from 0. Integers, shape <c>[n+1]</c>.</param>
    /// <param name="cuSeqlensQPadded">Cumulative sequence lengths including padding; null where there is no padding.</param>
    /// <exception cref="ArgumentException">The cumulative lengths are malformed.</exception>
    public PackedSequences(Tensor cuSeqlensQ, Tensor? cuSeqlensQPadded)
    {
        var unpadded = Cumulative(cuSeqlensQ, Unpadded);
        _starts = cuSeqlensQPadded is null ? unpadded : Cumulative(cuSeqlensQPadded, Padded);
        if (_starts.Length != unpadded.Length)
            throw new ArgumentException(
                $"{Padded}: expected {unpadded.Length} entries like {Unpadded}, got {_starts.Length}", Padded);
        Lengths = new long[unpadded.Length - 1];
        Positions = _starts[^1];
        for (var i = 0; i < Lengths.Length; i++)
        {
            Lengths[i] = unpadded[i + 1] - unpadded[i];
            if (_starts[i + 1] - _starts[i] < Lengths[i])
                throw new ArgumentException(
                    $"{Padded}: sequence {i} has {Lengths[i]} tokens by {Unpadded}, but only {_starts[i + 1] - _starts[i]} positions",
                    Padded);
        }

        LongestLength = Lengths.Max();
    }

    private PackedSequences(PackedSequences whole, int begin, int end)
    {
        (_starts, Lengths, Positions) = (whole._starts[begin..(end + 1)], whole.Lengths[begin..end], whole.Positions);
        LongestLength = Lengths.Max();
    }

    private PackedSequences(int rows, long length, long padded)
    {
        _starts = [.. Enumerable.Range(0, rows + 1).Select(row => row * padded)];
        (Lengths, Positions, LongestLength) = ([.. Enumerable.Repeat(length, rows)], rows * padded, length);
    }

    /// <summary>The number of tokens of each sequence.</summary>
    public long[] Lengths { get; }

    /// <summary>The number of tokens of the longest sequence.</summary>
    public long LongestLength { get; }

    public int Count => Lengths.Length;

    /// <summary>The number of positions, padding included.</summary>
    public long Positions { get; }

    /// <summary>The first position of a sequence.</summary>
    public long Start(int sequence) => _starts[sequence];

    /// <summary>Whether a tensor has one row per sequence, or no row dimension.</summary>
    public bool HasRowPerSequence(TensorField field, Tensor tensor) =>
        field.Rows is not { Factor: 1, Offset: 0 } rows || rows.Size(tensor, field.Key) == Count;

    /// <summary>Treats the rows of a batch as sequences, one after the other.</summary>
    public static PackedSequences FromRows(long rows, long length, long padded) => new((int)rows, length, padded);

    /// <summary>A range of the sequences, at their positions in the row.</summary>
    public PackedSequences Slice(int begin, int end) => new(this, begin, end);

    private static long[] Cumulative(Tensor lengths, string name)
    {
        ArgumentNullException.ThrowIfNull(lengths, name);
        if (lengths.IsInvalid)
            throw new ArgumentException($"{name} has been disposed", name);
        if (lengths.dim() != 1 || lengths.size(0) < 2 || !DType.Integer.Accepts(lengths.dtype))
            throw new ArgumentException(
                $"{name}: expected integers of shape [n+1] for n sequences, at least one; "
                + $"got {lengths.dtype.ToDisplayString()} {lengths.FormatShape()}", name);
        var cumulative = DeviceTransfer.ReadIntegers(lengths);
        if (cumulative[0] != 0)
            throw new ArgumentException($"{name}: cumulative lengths start at 0, got {cumulative[0]}", name);
        for (var i = 1; i < cumulative.Length; i++)
        {
            if (cumulative[i] < cumulative[i - 1])
                throw new ArgumentException(
                    $"{name}: cumulative lengths never decrease, but entry {i} is {cumulative[i]} after {cumulative[i - 1]}", name);
        }

        return cumulative;
    }
}
