namespace LossDsl;

/// <summary>What all ranks of a group have, in one tensor.</summary>
internal static class Gathering
{
    /// <summary>Brings the tensors of all ranks to every rank, in new memory.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="own">This rank's. Shape <c>[..]</c>, the same on every rank.</param>
    /// <returns>Shape <c>[Size, ..]</c>: entry <c>r</c> is that of rank <c>r</c>.</returns>
    public static Tensor Gathered(this IProcessGroup group, Tensor own)
    {
        var all = empty([group.Size, .. own.shape], dtype: own.dtype, device: own.device);
        group.AllGather(all, own.contiguous());
        return all;
    }
}
