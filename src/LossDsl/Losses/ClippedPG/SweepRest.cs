namespace LossDsl;

/// <summary>The last tokens of a row, fewer than a vector holds: a copy of them, filled up with absent ones.</summary>
/// <param name="row">The row.</param>
/// <param name="at">The byte that they begin at.</param>
/// <param name="bytes">How many bytes they are.</param>
/// <param name="room">Room for <see cref="Size"/> bytes.</param>
internal readonly unsafe ref struct SweepRest(ref readonly SweepTokens row, long at, long bytes, byte* room)
{
    // Bytes of the longest vector.
    private const int Longest = 64;

    private readonly ref readonly SweepTokens _row = ref row;

    /// <summary>Bytes of everything.</summary>
    public const int Size = 7 * Longest;

    /// <summary>The copy, one vector.</summary>
    public SweepTokens Filled()
    {
        // An absent token adds nothing, whatever else stands there.
        new Span<byte>(room, Size).Clear();
        return _row with
        {
            Mask = Copy(0, _row.Mask), Current = Copy(1, _row.Current), Previous = Copy(2, _row.Previous),
            Generation = Copy(3, _row.Generation), Reference = Copy(4, _row.Reference),
            Advantages = Copy(5, _row.Advantages), Gradient = Place(6),
        };
    }

    /// <summary>Takes over the gradient.</summary>
    public void TakeGradient() => Buffer.MemoryCopy(Place(6), _row.Gradient + at, bytes, bytes);

    private byte* Place(int kind) => room + kind * Longest;

    private byte* Copy(int kind, byte* tokens)
    {
        Buffer.MemoryCopy(tokens + at, Place(kind), bytes, bytes);
        return Place(kind);
    }
}
