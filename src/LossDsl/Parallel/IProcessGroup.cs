namespace LossDsl;

/// <summary>
/// Several processes that work on one thing, as an engine connects them. All members are collective: every rank of the
/// group calls them, in the same order.
/// </summary>
public interface IProcessGroup
{
    /// <summary>This process's number in the group, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes in the group.</summary>
    int Size { get; }

    /// <summary>Combines a tensor over all ranks, in place.</summary>
    /// <param name="tensor">Of the same shape and type on every rank; contiguous.</param>
    /// <param name="operation">How.</param>
    void AllReduce(Tensor tensor, ReduceOp operation = ReduceOp.Sum);

    /// <summary>Brings the tensors of all ranks to every rank.</summary>
    /// <param name="gathered">Where to: shape <c>[Size, ...]</c>, entry <c>r</c> is that of rank <c>r</c>; contiguous.</param>
    /// <param name="tensor">This rank's: shape <c>[...]</c>, the same on every rank; contiguous.</param>
    void AllGather(Tensor gathered, Tensor tensor);

    /// <summary>Brings the tensor of one rank to every rank, in place.</summary>
    /// <param name="tensor">Of the same shape and type on every rank; contiguous.</param>
    /// <param name="root">The rank whose tensor it is.</param>
    void Broadcast(Tensor tensor, int root);

    /// <summary>Waits until every rank is here.</summary>
    void Barrier();
}
