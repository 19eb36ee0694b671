namespace LossDsl.Cli.Tests.Training.Parallel;

/// <summary>Every rank sends its bytes to the first, which sends all of them to all.</summary>
/// <param name="rank">This process.</param>
/// <param name="streams">On rank 0 one to each other rank, in their order; on the others one to rank 0.</param>
/// <param name="size">How many processes there are.</param>
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
