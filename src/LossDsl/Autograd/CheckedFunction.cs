using static TorchSharp.torch.autograd;

namespace LossDsl;

/// <summary>
/// A custom autograd function whose errors reach the caller of <c>backward()</c> as exceptions: derive from it instead of
/// TorchSharp's <c>SingleTensorFunction</c>.
/// </summary>
/// <remarks>
/// <code>
/// internal sealed class Scale : CheckedFunction&lt;Scale&gt;
/// {
///     public static Tensor Of(Tensor input, double by) =&gt; Apply([], input, by);
///
///     protected override Tensor Forward(FunctionContext call) =&gt; call.Argument&lt;Tensor&gt;(0) * call.Argument&lt;double&gt;(1);
///
///     protected override List&lt;Tensor&gt; Backward(FunctionContext call, List&lt;Tensor&gt; saved, Tensor upstream) =&gt;
///         [upstream * call.Argument&lt;double&gt;(1), null!];
/// }
/// </code>
/// Under TorchSharp an exception that leaves a custom backward ends the process. Mistakes that a caller can make between forward and
/// backward (a second backward through a freed graph, an in-place modification) are therefore detected by operators of torch itself, which
/// run before this function in the backward pass and raise torch's own errors: see <see cref="BackwardGuard"/>. Any other exception in
/// <see cref="Backward"/> becomes a gradient of invalid shape, which torch rejects with an error that the caller of <c>backward()</c> can
/// catch. In <c>autograd.grad</c>, TorchSharp 0.107 catches none of torch's errors, not even those of torch's own operators: there the
/// process still ends.
/// <para>
/// The result of <see cref="Forward"/> and the gradients must be new tensors, neither arguments nor views of them.
/// </para>
/// </remarks>
/// <typeparam name="TSelf">The derived class.</typeparam>
public abstract class CheckedFunction<TSelf> : SingleTensorFunction<TSelf>
    where TSelf : CheckedFunction<TSelf>, new()
{
    private const string Key = "call";

    /// <inheritdoc/>
    public sealed override string Name => typeof(TSelf).Name;

    /// <inheritdoc/>
    public sealed override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var call = (FunctionContext)vars[^1];
        var result = Forward(call);
        ctx.save_data(Key, call);
        ctx.save_for_backward(call.TensorsToSave());
        return result;
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var call = (FunctionContext)ctx.get_data(Key);
        try
        {
            ReturnedGradients.Release();
            var gradients = Gradients(ctx, call, grad_output);
            ReturnedGradients.Hold(gradients);
            // TorchSharp keeps saved tensors for the lifetime of the graph; torch frees them once no further backward is possible.
            if (call.IsLastBackward)
                ctx.Dispose();
            // Not List.Contains, which compares the elements of tensors.
            if (!gradients.Exists(gradient => ReferenceEquals(gradient, grad_output)))
                grad_output.Dispose();
            return gradients;
        }
        catch (Exception error)
        {
            BackwardErrors.Report(Name, error);
            return call.InvalidGradients();
        }
    }

    /// <summary>Calls the function and records it in the autograd graph.</summary>
    /// <param name="watched">Saved tensors that a caller could modify in place before backward.</param>
    /// <param name="arguments">The arguments of the call. Tensors among them can receive gradients.</param>
    protected static Tensor Apply(IReadOnlyList<Tensor> watched, params object[] arguments)
    {
        ReturnedGradients.Release();
        var call = new FunctionContext(arguments);
        var result = apply([.. arguments, call]);
        if (result.requires_grad)
            BackwardGuard.Attach(result, watched, () => call.IsLastBackward = true);
        return result;
    }

    /// <summary>Computes the result. It may throw. No autograd graph is recorded inside it.</summary>
    /// <param name="call">The arguments. Use <see cref="FunctionContext.SaveForBackward"/> for tensors that backward needs.</param>
    protected abstract Tensor Forward(FunctionContext call);

    /// <summary>
    /// Computes the gradient of each argument, in argument order; null for arguments without a gradient. Other tensors allocated inside are
    /// disposed afterwards.
    /// </summary>
    /// <param name="call">The arguments, and the tensors that forward kept.</param>
    /// <param name="saved">The tensors that forward saved, in the order in which they were saved.</param>
    /// <param name="upstream">The gradient of the loss with respect to the result.</param>
    protected abstract List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream);

    private List<Tensor> Gradients(AutogradContext ctx, FunctionContext call, Tensor upstream)
    {
        using var scope = NewDisposeScope();
        var saved = call.SavedCount > 0 ? ctx.get_saved_variables()[..call.SavedCount] : [];
        var gradients = Backward(call, saved, upstream);
        foreach (var gradient in gradients)
            gradient?.MoveToOuterDisposeScope();
        // The FunctionContext was passed as the last argument and has no gradient.
        return [.. gradients, null!];
    }
}
