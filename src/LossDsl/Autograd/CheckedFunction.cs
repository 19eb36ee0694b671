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
/// Under TorchSharp an exception that leaves a custom backward ends the process. What a caller can do wrong between forward
/// and backward (a second backward through a freed graph, a modification in place) is therefore found by operators of
/// torch itself, which run before this function in the backward pass and raise torch's own errors: see
/// <see cref="BackwardGuard"/>. Whatever else fails becomes an invalid gradient, which torch refuses with an error that the
/// caller of <c>backward()</c> can catch. TorchSharp 0.107 catches none of torch's errors in <c>autograd.grad</c>, those of
/// its own operators included: there the process still ends.
/// <para>
/// The result of <see cref="Forward"/> and the gradients must be new tensors, neither arguments nor views of them.
/// </para>
/// </remarks>
/// <typeparam name="TSelf">The function itself.</typeparam>
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
            // TorchSharp keeps saved tensors as long as the graph; torch frees them once no backward may follow.
            if (call.IsLastBackward)
                ctx.Dispose();
            // Not Contains: tensors are compared by their elements.
            if (!gradients.Exists(gradient => ReferenceEquals(gradient, grad_output)))
                grad_output.Dispose();
            return gradients;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine($"LossDsl: backward of {Name} failed; torch reports it as an invalid gradient. {error}");
            return call.InvalidGradients();
        }
    }

    /// <summary>Calls the function and records it in the graph.</summary>
    /// <param name="watched">Saved tensors that a caller could modify in place before backward.</param>
    /// <param name="arguments">The arguments; tensors among them may get a gradient.</param>
    protected static Tensor Apply(IReadOnlyList<Tensor> watched, params object[] arguments)
    {
        ReturnedGradients.Release();
        var call = new FunctionContext(arguments);
        var result = apply([.. arguments, call]);
        if (result.requires_grad)
            BackwardGuard.Attach(result, watched, call);
        return result;
    }

    /// <summary>Computes the result. It may throw, and records no graph of its own.</summary>
    /// <param name="call">The arguments; it takes what backward needs (<see cref="FunctionContext.SaveForBackward"/>).</param>
    protected abstract Tensor Forward(FunctionContext call);

    /// <summary>
    /// The gradient of each argument, in their order, null for those that get none. What it allocates besides is freed.
    /// </summary>
    /// <param name="call">The arguments, and what forward kept.</param>
    /// <param name="saved">What forward saved, in that order.</param>
    /// <param name="upstream">The gradient of the loss with respect to the result.</param>
    protected abstract List<Tensor> Backward(FunctionContext call, List<Tensor> saved, Tensor upstream);

    private List<Tensor> Gradients(AutogradContext ctx, FunctionContext call, Tensor upstream)
    {
        using var scope = NewDisposeScope();
        var saved = call.SavedCount > 0 ? ctx.get_saved_variables()[..call.SavedCount] : [];
        var gradients = Backward(call, saved, upstream);
        foreach (var gradient in gradients)
            gradient?.MoveToOuterDisposeScope();
        // The call is an argument as well.
        return [.. gradients, null!];
    }
}
