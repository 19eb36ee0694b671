namespace LossDsl;

/// <summary>
/// A group of processes with collective operations. All methods are collective: every rank of the group must call them in the same order.
/// </summary>
public interface IProcessGroup
{
    /// <summary>The rank of this process in the group, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes in the group (world size).</summary>
    int Size { get; }

    /// <summary>Reduces a tensor over all ranks, in place.</summary>
    /// <param name="tensor">A contiguous tensor of the same shape and type on every rank.</param>
    /// <param name="operation">The reduction.</param>
    void AllReduce(Tensor tensor, ReduceOp operation = ReduceOp.Sum);

    /// <summary>Gathers the tensors of all ranks on every rank.</summary>
    /// <param name="gathered">
    /// The destination: shape <c>[Size, ...]</c>, entry <c>r</c> receives the tensor of rank <c>r</c>; contiguous.
    /// </param>
    /// <param name="tensor">The tensor of this rank: shape <c>[...]</c>, the same on every rank; contiguous.</param>
    void AllGather(Tensor gathered, Tensor tensor);

    /// <summary>Broadcasts the tensor of one rank to every rank, in place.</summary>
    /// <param name="tensor">A contiguous tensor of the same shape and type on every rank.</param>
    /// <param name="root">The rank that sends its tensor.</param>
    void Broadcast(Tensor tensor, int root);

    /// <summary>Waits until every rank has called this method.</summary>
    void Barrier();
}
