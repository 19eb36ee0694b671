namespace LossDsl.Cli.Training;

/// <summary>
/// The output of a tensor-parallel layer: all-reduce in the forward pass, identity in the backward pass (Megatron-LM's <c>g</c>,
/// arXiv:1909.08053).
/// </summary>
internal sealed class ReduceFromTensorParallel : CheckedFunction<ReduceFromTensorParallel>
{
    /// <summary>The sum over all ranks.</summary>
    /// <param name="part">The output of this rank's part of the layer.</param>
    /// <param name="group">The tensor parallel group; null for a single rank.</param>
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
