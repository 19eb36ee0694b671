namespace LossDsl;

/// <summary>Hangs gradients that are known already behind a loss.</summary>
internal sealed class ReadyGradient : autograd.SingleTensorFunction<ReadyGradient>
{
    /// <inheritdoc/>
    public override string Name => nameof(ReadyGradient);

    /// <summary>The loss, whose gradients with respect to hidden states and output layer are the given ones.</summary>
    public static Tensor Of(Tensor loss, ChunkedTokens tokens, ChunkedGradients gradients)
    {
        var (hidden, weight, bias) = gradients.Finish();
        var pairs = new[] { (tokens.Hidden, hidden), (tokens.Weight, weight), (tokens.Bias, bias) }
            .Where(pair => pair.Item2 is not null).ToList();
        return apply([loss, .. pairs.Select(pair => pair.Item1!), new Known([.. pairs.Select(pair => pair.Item2!)])]);
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_for_backward([.. ((Known)vars[^1]).Gradients]);
        return ((Tensor)vars[0]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var gradients = ctx.get_saved_variables();
        // On the CPU it costs nothing to see that there is nothing to multiply with.
        var scaled = grad_output.device_type == DeviceType.CPU && grad_output.to(float64).item<double>() == 1
            ? gradients
            : gradients.Select(gradient => gradient * grad_output.to(gradient.dtype));
        return [null!, .. scaled, null!];
    }

    /// <summary>The gradients in the order of the tensors that they belong to.</summary>
    private sealed record Known(IReadOnlyList<Tensor> Gradients);
}
