namespace LossDsl.Cli.Training;

/// <summary>
/// Where ranks that share weights begin to work on the same numbers, each with its own part of a layer: forward nothing
/// happens, backward the gradients of all parts add up (Megatron-LM's <c>f</c>, arXiv:1909.08053).
/// </summary>
internal sealed class CopyToTensorParallel : CheckedFunction<CopyToTensorParallel>
{
    /// <summary>The same numbers.</summary>
    /// <param name="input">The input of a layer, the same on every rank.</param>
    /// <param name="group">The ranks; null for one alone.</param>
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
