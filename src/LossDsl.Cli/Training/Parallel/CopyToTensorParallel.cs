namespace LossDsl.Cli.Training;

/// <summary>
/// The input of a tensor-parallel layer: identity in the forward pass, all-reduce of the gradient in the backward pass
/// (Megatron-LM's <c>f</c>, arXiv:1909.08053).
/// </summary>
internal sealed class CopyToTensorParallel : CheckedFunction<CopyToTensorParallel>
{
    /// <summary>Applies the function.</summary>
    /// <param name="input">The input of the layer, the same on every rank.</param>
    /// <param name="group">The tensor parallel group; null for a single rank.</param>
    public static Tensor Apply(Tensor input, IProcessGroup? group) => group is null ? input : Apply([], input, group);

    /// <inheritdoc/>
    protected override Tensor Forward(FunctionContext call) => call.Argument<Tensor>(0).clone();

    /// <inheritdoc/>
    protected override List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream)
    {
        var sum = upstream.contiguous().clone();
        call.Argument<IProcessGroup>(1).AllReduce(sum);
        return [sum, null!];
    }
}
