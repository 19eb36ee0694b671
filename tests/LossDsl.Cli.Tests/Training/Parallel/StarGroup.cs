namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>
/// A process group with a star topology: every rank sends its bytes to rank 0, which sends all of them to everyone.
/// </summary>
/// <param name="rank">The rank of this process.</param>
/// <param name="streams">On rank 0 one stream per other rank, in order; on the others one stream to rank 0.</param>
/// <param name="size">The number of processes.</param>
internal sealed class StarGroup(int rank, int size, IReadOnlyList<Stream> streams) : IProcessGroup
{
    public int Rank => rank;

    public int Size => size;

    public void AllGather(Tensor gathered, Tensor tensor)
    {
        var all = gathered.bytes;
        var own = tensor.bytes;
        own.CopyTo(all[(rank * own.Length)..]);
        if (rank > 0)
        {
            streams[0].Write(own);
            streams[0].ReadExactly(all);
            return;
        }

        for (var other = 1; other < size; other++)
            streams[other - 1].ReadExactly(all.Slice(other * own.Length, own.Length));
        foreach (var stream in streams)
            stream.Write(all);
    }

    public void AllReduce(Tensor tensor, ReduceOp operation = ReduceOp.Sum)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        tensor.copy_(Gathered(tensor).Aggregate((a, b) => operation switch
        {
            ReduceOp.Max => maximum(a, b),
            ReduceOp.Min => minimum(a, b),
            _ => a + b,
        }));
    }

    public void Broadcast(Tensor tensor, int root)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        tensor.copy_(Gathered(tensor)[root]);
    }

    public void Barrier()
    {
        using var nothing = zeros([1]);
        AllReduce(nothing);
    }

    private Tensor[] Gathered(Tensor tensor)
    {
        var all = empty([size, .. tensor.shape], dtype: tensor.dtype);
        AllGather(all, tensor);
        return all.unbind(0);
    }
}
