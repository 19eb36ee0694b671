namespace LossDsl;

/// <summary>A process group over an MPI library.</summary>
/// <remarks>
/// <para>
/// Tensors on the CPU are read and written in place. float16 and bfloat16 are reduced in float32 and rounded once, at the end.
/// The maximum and minimum of numbers with a NaN are NaN. The sum of booleans is their logical or. All ranks get bitwise equal
/// results.
/// </para>
/// <para>
/// Tensors on a device are copied to the host, exchanged there and copied back, with any MPI library: correct, but slow. An
/// engine over NCCL is planned for GPUs. It will be another <see cref="IProcessGroup"/>, which the losses accept unchanged.
/// </para>
/// <para>
/// Every collective begins with an exchange of 256 bytes per rank that compares the collectives of all ranks and carries up to
/// 248 bytes of numbers. If ranks of a group differ in the collective, its operation, the tensor's type or its shape, all of
/// them throw the same <see cref="MpiException"/>; so they do if the tensor of one rank is not contiguous. If a rank does not
/// join, or is in a collective of another group, the others wait until <see cref="MpiOptions.Timeout"/>, which ends the job.
/// Between two processes of one machine the exchange takes about 10 microseconds.
/// </para>
/// <para>
/// A group must be used by one thread at a time. Several groups may be used by several threads only if the library supports
/// MPI_THREAD_MULTIPLE; otherwise only the thread that called <see cref="MpiWorld.Start"/> may use groups.
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

    /// <summary>Splits the group: the ranks with the same color form a new group, which lasts as long as the process.</summary>
    /// <param name="color">The color, not negative.</param>
    /// <param name="key">Orders the ranks in the new group. Ranks with equal keys keep their order.</param>
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

    /// <summary>Exchanges the handshake of a collective.</summary>
    /// <returns>Whether the numbers of all ranks were exchanged with it.</returns>
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

    /// <summary>One collective of one thread, with a dispose scope for its temporary tensors.</summary>
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
