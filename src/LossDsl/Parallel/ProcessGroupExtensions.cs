namespace LossDsl;

/// <summary>Operations built on the members of <see cref="IProcessGroup"/>.</summary>
public static class ProcessGroupExtensions
{
    /// <summary>Gathers the tensors of all ranks in a new tensor on every rank. Collective: every rank must call it.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="tensor">The tensor of this rank. Shape <c>[...]</c>, the same on every rank; it need not be contiguous.</param>
    /// <returns>Shape <c>[Size, ...]</c>: entry <c>r</c> is the tensor of rank <c>r</c>. No gradient flows through it.</returns>
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
