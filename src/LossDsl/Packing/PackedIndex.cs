namespace LossDsl;

/// <summary>The mapping between the <c>[B, S]</c> slots of a batch and packed positions, in both directions.</summary>
/// <remarks>
/// A slot or position without a counterpart has index 0 and is marked as empty. With context parallelism, packing goes to the positions of
/// this rank, and unpacking starts from the positions of all ranks, one rank after the other.
/// </remarks>
internal sealed class PackedIndex
{
    private readonly long _rows;
    private readonly long _slots;
    private readonly Tensor _positionOfSlot;
    private readonly Tensor _slotOfPosition;
    private readonly Tensor _slotIsEmpty;
    private readonly Tensor _positionIsEmpty;

    /// <summary>Computes the mapping.</summary>
    /// <param name="pack">The packed sequences.</param>
    /// <param name="slots">The number of slots of each row.</param>
    /// <param name="short">The number of slots that a sequence has fewer than tokens: 1 for next-token predictions.</param>
    /// <param name="device">The device of the indices.</param>
    /// <param name="context">This rank's part of the context.</param>
    public PackedIndex(PackedSequences pack, long slots, int @short, Device device, ContextShard context = default)
    {
        (_rows, _slots) = (pack.Count, slots);
        var own = pack.Positions / context.Ranks;
        var positionOfSlot = new long[_rows * slots];
        var slotIsEmpty = new bool[_rows * slots];
        var slotOfPosition = new long[own];
        var positionIsEmpty = new bool[own];
        Array.Fill(slotIsEmpty, true);
        Array.Fill(positionIsEmpty, true);
        for (var row = 0; row < pack.Count; row++)
        {
            var used = Math.Min(slots, pack.Lengths[row] - @short);
            for (var i = 0L; i < used; i++)
            {
                var slot = row * slots + i;
                var (rank, position) = context.Locate(pack.Start(row), pack.Start(row + 1), i);
                (positionOfSlot[slot], slotIsEmpty[slot]) = (rank * own + position, false);
                if (rank == context.Rank)
                    (slotOfPosition[position], positionIsEmpty[position]) = (slot, false);
            }
        }

        _positionOfSlot = tensor(positionOfSlot, device: device);
        _slotOfPosition = tensor(slotOfPosition, device: device);
        _slotIsEmpty = tensor(slotIsEmpty, device: device).view(_rows, slots);
        _positionIsEmpty = tensor(positionIsEmpty, device: device).view(1, -1);
    }

    /// <summary>Packs slots into positions, shape <c>[1, T]</c>; 0 or false at positions without a slot.</summary>
    /// <param name="slots">Shape <c>[B, slots]</c>.</param>
    public Tensor Pack(Tensor slots) =>
        _rows * _slots == 0
            ? zeros_like(_slotOfPosition).to(slots.dtype).view(1, -1)
            : Masked.Fill(slots.reshape(-1).index_select(0, _slotOfPosition).view(1, -1), _positionIsEmpty);

    /// <summary>Packs a mask of masked slots; positions without a slot are masked.</summary>
    /// <param name="absent">Bool, shape <c>[B, slots]</c>.</param>
    public Tensor PackAbsent(Tensor absent) => Pack(absent).logical_or(_positionIsEmpty);

    /// <summary>The slots of one number a position, shape <c>[B, slots]</c>, or of K of them, shape <c>[K, B, slots]</c>.</summary>
    /// <param name="positions">One row a number. Shape <c>[K, T]</c>.</param>
    public Tensor UnpackEach(Tensor positions) => positions.size(0) == 1
        ? Unpack(positions)
        : stack([.. Enumerable.Range(0, (int)positions.size(0)).Select(row => Unpack(positions.narrow(0, row, 1)))]);

    /// <summary>Unpacks positions into slots, shape <c>[B, slots, ...]</c>; 0 in slots without a position.</summary>
    /// <param name="positions">Shape <c>[1, T, ...]</c>.</param>
    public Tensor Unpack(Tensor positions)
    {
        var rest = positions.shape[2..];
        var slots = positions.squeeze(0).index_select(0, _positionOfSlot).view([_rows, _slots, .. rest]);
        return Masked.Fill(slots, _slotIsEmpty.view([_rows, _slots, .. rest.Select(_ => 1L)]));
    }
}
