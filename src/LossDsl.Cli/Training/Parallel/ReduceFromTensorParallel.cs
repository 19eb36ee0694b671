namespace LossDsl.Cli.Training;

/// <summary>
/// Where the parts of a layer come together: forward they add up, backward each part has the gradient of the sum
/// (Megatron-LM's <c>g</c>, arXiv:1909.08053).
/// </summary>
internal sealed class ReduceFromTensorParallel : CheckedFunction<ReduceFromTensorParallel>
{
    /// <summary>The sum over all ranks.</summary>
    /// <param name="part">What this rank's part of a layer gives.</param>
    /// <param name="group">The ranks; null for one alone.</param>
    public static Tensor Apply(Tensor part, IProcessGroup? group) => group is null ? part : Apply([], part, group);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call)
    {
        var sum = call.Argument<Tensor>(0).contiguous().clone();
        call.Argument<IProcessGroup>(1).AllReduce(sum);
        return sum;
    }

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream) => [upstream.clone(), null!];
}
