namespace LossDsl;

/// <summary>What every <see cref="IProcessGroup"/> can do by its members.</summary>
public static class ProcessGroupExtensions
{
    /// <summary>Brings the tensors of all ranks to every rank, in new memory. Every rank calls this.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="tensor">This rank's. Shape <c>[...]</c>, the same on every rank; it need not be contiguous.</param>
    /// <returns>Shape <c>[Size, ...]</c>: entry <c>r</c> is that of rank <c>r</c>. No gradient flows through it.</returns>
    public static Tensor AllGather(this IProcessGroup group, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var gathered = empty([group.Size, .. tensor.shape], dtype: tensor.dtype, device: tensor.device);
        group.AllGather(gathered, tensor.contiguous());
        return gathered.MoveToOuterDisposeScope();
    }
}
