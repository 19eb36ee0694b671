using static TorchSharp.torch.autograd;

namespace LossDsl;

/// <summary>A custom autograd function whose backward never throws.</summary>
/// <remarks>
/// Under TorchSharp an exception that leaves a custom backward ends the process. What a caller can do wrong between forward
/// and backward (a second backward through a freed graph, a modification in place) is therefore found by operators of
/// torch itself, which run before this function in the backward pass and raise torch's own errors: see
/// <see cref="BackwardGuard"/>. Whatever else fails becomes an invalid gradient, which torch refuses with an error that the
/// caller of <c>backward()</c> can catch. TorchSharp 0.107 catches none of torch's errors in <c>autograd.grad</c>, those of
/// its own operators included: there the process still ends.
/// </remarks>
/// <typeparam name="TSelf">The function itself.</typeparam>
internal abstract class CheckedFunction<TSelf> : SingleTensorFunction<TSelf>
    where TSelf : CheckedFunction<TSelf>, new()
{
    private const string Key = "call";

    /// <inheritdoc/>
    public sealed override string Name => typeof(TSelf).Name;

    /// <inheritdoc/>
    public sealed override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var call = (FunctionCall)vars[^1];
        var result = Forward(call);
        ctx.save_data(Key, call);
        ctx.save_for_backward(call.TensorsToSave());
        return result;
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var call = (FunctionCall)ctx.get_data(Key);
        try
        {
            ReturnedGradients.Release();
            var gradients = Gradients(ctx, call, grad_output);
            ReturnedGradients.Hold(gradients);
            // TorchSharp keeps saved tensors as long as the graph; torch frees them once no backward may follow.
            if (call.IsLastBackward)
                ctx.Dispose();
            if (!gradients.Contains(grad_output))
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
    protected static Tensor Call(IReadOnlyList<Tensor> watched, params object[] arguments)
    {
        ReturnedGradients.Release();
        var call = new FunctionCall(arguments);
        var result = apply([.. arguments, call]);
        if (result.requires_grad)
            BackwardGuard.Attach(result, watched, call);
        return result;
    }

    /// <summary>The result. It may throw.</summary>
    protected abstract Tensor Forward(FunctionCall call);

    /// <summary>The gradient of each argument, null for those that get none.</summary>
    /// <param name="call">The arguments, and what forward kept.</param>
    /// <param name="saved">What forward saved.</param>
    /// <param name="upstream">The gradient of the loss with respect to the result.</param>
    protected abstract List<Tensor> Backward(FunctionCall call, List<Tensor> saved, Tensor upstream);

    private List<Tensor> Gradients(AutogradContext ctx, FunctionCall call, Tensor upstream)
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
