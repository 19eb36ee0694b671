namespace LossDsl.Bench;

/// <summary>Logits as those of a model: their gradient is passed on to the model and not kept.</summary>
internal sealed class LogitsInput
{
    private readonly Tensor _period;

    /// <summary>Creates logits.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="dtype">The element type.</param>
    public LogitsInput(long[] shape, ScalarType dtype)
    {
        Values = empty(shape, dtype: dtype);
        _period = SyntheticData.CreatePeriod(Values.numel(), -4, 4, seed: 1, dtype);
        Restore();
    }

    public Tensor Values { get; }

    /// <summary>Writes the numbers again, after a gradient was stored in their place.</summary>
    public void Restore() => SyntheticData.Fill(Values, _period);

    /// <summary>Computes a loss of the logits, and the gradient that a model would get.</summary>
    /// <param name="loss">The loss of the logits.</param>
    public Tensor[] ComputeGradient(Func<Tensor, Tensor> loss) => ComputeGradient(loss, Values.shape);

    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor})"/>
    /// <param name="loss">The loss of the logits.</param>
    /// <param name="shape">The shape in which the loss gets the logits.</param>
    public Tensor[] ComputeGradient(Func<Tensor, Tensor> loss, long[] shape)
    {
        // The view stands for the model's last layer: it is not a leaf, and costs nothing.
        var logits = Values.detach().requires_grad_().view(shape);
        var value = loss(logits);
        return [value.detach(), autograd.grad([value], [logits])[0]];
    }
}
