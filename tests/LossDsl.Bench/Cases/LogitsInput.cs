namespace LossDsl.Bench;

/// <summary>Logits as a loss gets them: a model computed them, so their gradient goes on to the model and does not stay.</summary>
internal sealed class LogitsInput
{
    private readonly Tensor _period;

    /// <summary>Makes logits.</summary>
    /// <param name="shape">Their shape.</param>
    /// <param name="dtype">Their type.</param>
    public LogitsInput(long[] shape, ScalarType dtype)
    {
        Values = empty(shape, dtype: dtype);
        _period = SyntheticData.CreatePeriod(Values.numel(), -4, 4, seed: 1, dtype);
        Restore();
    }

    /// <summary>The numbers.</summary>
    public Tensor Values { get; }

    /// <summary>Writes them anew, where a gradient went over them.</summary>
    public void Restore() => SyntheticData.Fill(Values, _period);

    /// <summary>A loss of them, and its gradient as the model would be handed it.</summary>
    /// <param name="loss">The loss of the logits.</param>
    public Tensor[] ComputeGradient(Func<Tensor, Tensor> loss) => ComputeGradient(loss, Values.shape);

    /// <inheritdoc cref="Gradient(Func{Tensor, Tensor})"/>
    /// <param name="loss">The loss of the logits.</param>
    /// <param name="shape">The shape in which the loss is to see them.</param>
    public Tensor[] ComputeGradient(Func<Tensor, Tensor> loss, long[] shape)
    {
        // The view stands for the last layer: it is no leaf, and costs nothing.
        var logits = Values.detach().requires_grad_().view(shape);
        var value = loss(logits);
        return [value.detach(), autograd.grad([value], [logits])[0]];
    }
}
