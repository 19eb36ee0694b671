namespace LossDsl;

/// <summary>
/// A function of one tensor in the autograd graph. It costs a tenth of a TorchSharp function, which allocates a tensor of the size of its
/// output and a dozen objects per call.
/// </summary>
/// <remarks>Mistakes of the caller between forward and backward are detected as for a <see cref="CheckedFunction{TSelf}"/>.</remarks>
internal abstract class BackwardNode
{
    /// <summary>Whether the running backward is the last one, that is, it was called without <c>retain_graph</c>.</summary>
    protected bool IsLastBackward { get; private set; }

    /// <summary>Records <paramref name="output"/>, in place, as a function of <paramref name="input"/>.</summary>
    /// <param name="output">The value of the function, which requires no gradient yet.</param>
    /// <param name="input">The argument, which requires a gradient.</param>
    protected void Attach(Tensor output, Tensor input)
    {
        ReturnedGradients.Release();
        NodeCallbacks.Rent(this).Attach(output, input);
        BackwardGuard.Attach(output, [], () => IsLastBackward = true);
    }

    /// <summary>The gradient of the argument. Other tensors that it allocates are disposed.</summary>
    /// <param name="upstream">The gradient of the function's value.</param>
    protected abstract Tensor Backward(Tensor upstream);

    /// <summary>Called when autograd needs the function no longer, on any thread. It must not throw.</summary>
    public abstract void Release();

    /// <summary>
    /// Runs <see cref="Backward"/>. An exception, which under TorchSharp would end the process, becomes a gradient of invalid shape, which
    /// torch rejects with an error.
    /// </summary>
    public Tensor Differentiate(Tensor upstream)
    {
        try
        {
            using var scope = NewDisposeScope();
            return Backward(upstream).MoveToOuterDisposeScope();
        }
        catch (Exception error)
        {
            BackwardErrors.Report(GetType().Name, error);
            return zeros([]);
        }
    }
}
