namespace LossDsl.Tests.Losses;

/// <summary>Loss, metrics and gradient as plain numbers.</summary>
internal sealed record Outcome(double Loss, double[] Metrics, double[] Gradient)
{
    public static Outcome Of<TMetrics>(LossResult<TMetrics> result, Tensor output)
        where TMetrics : class, ILossMetrics<TMetrics>
    {
        using (result)
        {
            using var scope = NewDisposeScope();
            var gradient = autograd.grad([result.Loss.sum()], [output])[0];
            return new Outcome(
                result.Loss.sum().to(float64).item<double>(),
                [.. result.Metrics.Read().Values],
                gradient.to(float64).contiguous().data<double>().ToArray());
        }
    }
}
