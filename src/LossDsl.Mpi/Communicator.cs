using System.Diagnostics;

namespace LossDsl;

/// <summary>An MPI communicator: transfers bytes and reduces numbers between ranks that all make the same calls.</summary>
internal sealed unsafe class Communicator
{
    private const int TriesBeforeYield = 200;
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(2);

    private readonly MpiSession _session;
    private readonly MpiLibrary _library;
    private readonly nint _handle;

    public Communicator(MpiSession session, nint handle)
    {
        (_session, _library, _handle) = (session, session.Library, handle);
        int rank, size;
        _library.Check(_library.Rank(handle, &rank), "MPI_Comm_rank");
        _library.Check(_library.Size(handle, &size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
    }

    public int Rank { get; }

    public int Size { get; }

    /// <summary>Creates a communicator of the ranks with the same color, ordered by key.</summary>
    public Communicator Split(int color, int key)
    {
        nint part = 0;
        _library.Check(_library.Split(_handle, color, key, &part), "MPI_Comm_split");
        return new Communicator(_session, part);
    }

    /// <summary>Gathers a few bytes of every rank. The wait may be long, since a rank may still be computing.</summary>
    /// <param name="all">The buffer; the bytes of rank <c>r</c> start at <c>r * bytes</c>, those of this rank are in place
    /// already.</param>
    /// <param name="bytes">The number of bytes per rank.</param>
    /// <param name="call">The collective, for error messages.</param>
    public void Handshake(byte* all, int bytes, CollectiveCall call) => AllGather(all, bytes, call, mayBeLong: true);

    /// <summary>Gathers the bytes of every rank.</summary>
    /// <param name="all">The buffer; the bytes of rank <c>r</c> start at <c>r * bytes</c>, those of this rank are in place
    /// already.</param>
    /// <param name="bytes">The number of bytes per rank.</param>
    /// <param name="call">The collective, for error messages.</param>
    public void AllGather(byte* all, long bytes, CollectiveCall call)
    {
        if (bytes > _session.Options.MaxChunkBytes)
        {
            for (var root = 0; root < Size; root++)
                Broadcast(all + root * bytes, bytes, root, call);
            return;
        }

        AllGather(all, (int)bytes, call, mayBeLong: false);
    }

    public void Broadcast(byte* data, long bytes, int root, CollectiveCall call)
    {
        for (long begin = 0; begin < bytes; begin += _session.Options.MaxChunkBytes)
        {
            nint request = 0;
            var piece = (int)Math.Min(bytes - begin, _session.Options.MaxChunkBytes);
            _library.Check(
                _library.Broadcast((nint)(data + begin), piece, _library.Handles.Byte, root, _handle, &request), call);
            Wait(request, call);
        }
    }

    /// <summary>Reduces the numbers of all ranks, in place.</summary>
    public void AllReduce(byte* data, long bytes, WireType type, ReduceOp operation, CollectiveCall call)
    {
        var largest = Math.Max(1, _session.Options.MaxChunkBytes / type.Bytes) * (long)type.Bytes;
        var (unit, with) = (type.Handle(_library.Handles), type.Operation(operation, _library.Handles, _session.NanPropagatingMinMax));
        for (long begin = 0; begin < bytes; begin += largest)
        {
            nint request = 0;
            var count = (int)(Math.Min(bytes - begin, largest) / type.Bytes);
            _library.Check(
                _library.AllReduce(_library.Handles.InPlace, (nint)(data + begin), count, unit, with, _handle, &request), call);
            Wait(request, call);
        }
    }

    private void AllGather(byte* all, int bytes, CollectiveCall call, bool mayBeLong)
    {
        nint request = 0;
        var (place, unit) = (_library.Handles.InPlace, _library.Handles.Byte);
        _library.Check(_library.AllGather(place, bytes, unit, (nint)all, bytes, unit, _handle, &request), call);
        Wait(request, call, mayBeLong);
    }

    // MPI_Wait has no timeout, so this polls. While data is transferred it spins, since MPI libraries make progress only when they
    // are called. Where other ranks may still be computing, it soon sleeps between the polls to leave them the cores.
    private void Wait(nint request, CollectiveCall call, bool mayBeLong = false)
    {
        var began = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            int isDone;
            _library.Check(_library.Test(&request, &isDone, _library.Handles.IgnoreStatus), call);
            if (isDone != 0)
                return;
            if (tries % TriesBeforeYield != 0)
                continue;
            var waited = Stopwatch.GetElapsedTime(began);
            if (waited > _session.Options.Timeout)
                _session.Lifetime.AbortJob($"waited {waited.TotalSeconds:0.#} s in {call}; another rank did not join");
            if (mayBeLong && waited > Eager)
                Thread.Sleep(1);
            else
                Thread.Yield();
        }
    }
}
