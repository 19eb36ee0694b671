namespace LossDsl;

/// <summary>Processes that an MPI library connects.</summary>
/// <remarks>
/// <para>
/// Tensors on the CPU are read and written where they are. float16 and bfloat16 are combined in float32 and rounded once, at
/// the end; the greatest and the least of numbers with a NaN is NaN; the sum of booleans is true where one of them is. All
/// ranks get the same bits.
/// </para>
/// <para>
/// Tensors on a device are brought to the host, exchanged there and brought back, with any MPI library: correct, and slow.
/// For GPUs an engine over NCCL is planned; it will be another <see cref="IProcessGroup"/>, and the losses take it as it is.
/// </para>
/// <para>
/// Every collective begins with one exchange of 256 bytes a rank that says what each has been called for; up to 248 bytes of
/// numbers travel in it. Ranks of a group that differ in the collective, its operation, the tensor's type or its shape all
/// throw the same <see cref="MpiException"/>; a rank whose tensor is not contiguous makes all throw. A rank that does not come
/// at all, or is in a collective of another group, lets the others wait until <see cref="MpiOptions.Timeout"/>, which ends the
/// job. Between two processes of one machine the exchange takes some 10 microseconds.
/// </para>
/// <para>
/// A group is used by one thread at a time; several groups by several threads only where the library gives
/// MPI_THREAD_MULTIPLE, else all of them by the thread that called <see cref="MpiWorld.Start"/>.
/// </para>
/// </remarks>
public sealed unsafe class MpiGroup : IProcessGroup
{
    private readonly MpiSession _session;
    private readonly Communicator _ranks;
    private readonly CollectiveHandshake _envelopes;
    private readonly string _name;
    private long _collectives;
    private int _isBusy;

    internal MpiGroup(MpiSession session, Communicator ranks, string name)
    {
        (_session, _ranks, _name) = (session, ranks, name);
        _envelopes = new CollectiveHandshake(ranks);
    }

    /// <inheritdoc/>
    public int Rank => _ranks.Rank;

    /// <inheritdoc/>
    public int Size => _ranks.Size;

    /// <summary>The ranks that name the same color as a group of their own. It lasts as long as the process.</summary>
    /// <param name="color">The color, not negative.</param>
    /// <param name="key">Orders the ranks of the new group; those with the same key stay in their order.</param>
    public MpiGroup Split(int color, int key = 0)
    {
        using var turn = new CollectiveScope(this, Collective.Split);
        _envelopes.Exchange(turn.Call, color < 0 ? $"expected a color of 0 or more, got {color}" : null);
        return new MpiGroup(_session, _ranks.Split(color, key), $"{_name}/{color}");
    }

    /// <inheritdoc/>
    public void AllReduce(Tensor tensor, ReduceOp operation = ReduceOp.Sum)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var turn = new CollectiveScope(this, Collective.AllReduce(tensor, operation));
        var type = WireType.Find(tensor.dtype);
        if (CollectiveErrors.ForReduction(tensor, type) is { } refusal)
            _envelopes.Exchange(turn.Call, refusal);

        var (data, bytes) = (HostBuffer.ForReadWrite(tensor, type!.Type), tensor.numel() * type.Bytes);
        if (Handshake(turn.Call, data, bytes))
            Combine(type, operation, new Span<byte>(data.First, (int)bytes));
        else
            _ranks.AllReduce(data.First, bytes, type, operation, turn.Call);
        data.CopyBack();
    }

    /// <inheritdoc/>
    public void AllGather(Tensor gathered, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        ArgumentNullException.ThrowIfNull(tensor);
        using var turn = new CollectiveScope(this, Collective.AllGather(tensor));
        if (CollectiveErrors.ForGather(gathered, tensor, Size) is { } refusal)
            _envelopes.Exchange(turn.Call, refusal);

        var (all, own, bytes) = (HostBuffer.ForWrite(gathered), HostBuffer.ForReadWrite(tensor, tensor.dtype), tensor.numel() * tensor.dtype.GetElementSize());
        if (Handshake(turn.Call, own, bytes))
        {
            for (var rank = 0; rank < Size; rank++)
                _envelopes.GetPayload(rank)[..(int)bytes].CopyTo(new Span<byte>(all.First + rank * bytes, (int)bytes));
        }
        else
        {
            Buffer.MemoryCopy(own.First, all.First + Rank * bytes, bytes, bytes);
            _ranks.AllGather(all.First, bytes, turn.Call);
        }

        GC.KeepAlive(tensor);
        all.CopyBack();
    }

    /// <inheritdoc/>
    public void Broadcast(Tensor tensor, int root)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var turn = new CollectiveScope(this, Collective.Broadcast(tensor, root));
        if ((CollectiveErrors.ForRoot(root, Size) ?? CollectiveErrors.ForTensor(tensor)) is { } refusal)
            _envelopes.Exchange(turn.Call, refusal);

        var (data, bytes) = (HostBuffer.ForReadWrite(tensor, tensor.dtype), tensor.numel() * tensor.dtype.GetElementSize());
        if (Handshake(turn.Call, data, bytes))
            _envelopes.GetPayload(root)[..(int)bytes].CopyTo(new Span<byte>(data.First, (int)bytes));
        else
            _ranks.Broadcast(data.First, bytes, root, turn.Call);
        data.CopyBack();
    }

    /// <inheritdoc/>
    public void Barrier()
    {
        using var turn = new CollectiveScope(this, Collective.Barrier);
        _envelopes.Exchange(turn.Call, null);
    }

    /// <summary>Meets the other ranks.</summary>
    /// <returns>Whether their numbers are there already.</returns>
    private bool Handshake(CollectiveCall call, HostBuffer data, long bytes)
    {
        var fits = bytes <= CollectiveHandshake.MaxPayloadBytes;
        if (fits)
            new Span<byte>(data.First, (int)bytes).CopyTo(_envelopes.GetPayload(Rank));
        _envelopes.Exchange(call, null);
        return fits;
    }

    private void Combine(WireType type, ReduceOp operation, Span<byte> total)
    {
        _envelopes.GetPayload(0)[..total.Length].CopyTo(total);
        for (var rank = 1; rank < Size; rank++)
            type.Combine(operation, _envelopes.GetPayload(rank)[..total.Length], total);
    }

    /// <summary>A thread's turn in a group, with a scope for the tensors of that time.</summary>
    private readonly ref struct CollectiveScope
    {
        private readonly MpiGroup _group;
        private readonly IDisposable _scope, _off;

        public CollectiveScope(MpiGroup group, Collective own)
        {
            group._session.CheckThread();
            if (Interlocked.Exchange(ref group._isBusy, 1) != 0)
                throw new MpiException($"MPI group {group._name}: a second thread calls {own} while one is in a collective");
            Call = new CollectiveCall(own, group._name, ++group._collectives);
            (_group, _scope, _off) = (group, NewDisposeScope(), no_grad());
        }

        public CollectiveCall Call { get; }

        public void Dispose()
        {
            _off.Dispose();
            _scope.Dispose();
            Volatile.Write(ref _group._isBusy, 0);
        }
    }
}
