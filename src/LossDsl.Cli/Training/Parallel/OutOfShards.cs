namespace LossDsl.Cli.Training;

/// <summary>
/// Where the parts of a layer come together: forward they add up, backward each part has the gradient of the sum
/// (Megatron-LM's <c>g</c>, arXiv:1909.08053).
/// </summary>
internal sealed class OutOfShards : autograd.SingleTensorFunction<OutOfShards>
{
    /// <inheritdoc/>
    public override string Name => nameof(OutOfShards);

    /// <summary>The sum over all ranks.</summary>
    /// <param name="part">What this rank's part of a layer gives.</param>
    /// <param name="group">The ranks; null for one alone.</param>
    public static Tensor Of(Tensor part, IProcessGroup? group) => group is null ? part : apply(part, group);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = NewDisposeScope();
        var sum = ((Tensor)vars[0]).contiguous().clone();
        ((IProcessGroup)vars[1]).AllReduce(sum);
        return sum.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output.clone(), null!];
}
