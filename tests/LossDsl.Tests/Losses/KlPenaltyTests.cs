namespace LossDsl.Tests.Losses;

/// <summary>The divergence of tensors: its estimates, gradients and bounds.</summary>
public sealed class KlPenaltyTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // The reference is 1.5 above the policy at the first token, 1.5 below it at the second.
    [Theory]
    [InlineData(KlEstimator.K1, null, null, -1.5, 1.5)]
    [InlineData(KlEstimator.K1, 1.0, null, -1.0, 1.0)]
    [InlineData(KlEstimator.K1, null, 1.25, -1.25, 1.25)]
    [InlineData(KlEstimator.Absolute, null, null, 1.5, 1.5)]
    [InlineData(KlEstimator.K2, null, null, 1.125, 1.125)]
    [InlineData(KlEstimator.K2, 1.0, null, 0.5, 0.5)]
    [InlineData(KlEstimator.K3, null, null, 1.9816890703380645, 0.7231301601484298)]
    [InlineData(KlEstimator.K3, null, 1.0, 1.0, 0.7231301601484298)]
    public void An_estimate_within_its_bounds(KlEstimator estimator, double? inputClamp, double? outputClamp, double above, double below)
    {
        var (policy, reference) = (tensor(new double[] { -2, -2 }), tensor(new double[] { -0.5, -3.5 }));
        var divergence = KlPenalty.Compute(policy, reference, estimator, KlGradient.Estimate, inputClamp, outputClamp).data<double>().ToArray();
        Assert.Equal(above, divergence[0], 1e-12);
        Assert.Equal(below, divergence[1], 1e-12);
    }

    [Theory]
    [InlineData(KlGradient.Estimate, 1.0)]
    [InlineData(KlGradient.ScoreFunction, 1.0 - 1.5)]
    [InlineData(KlGradient.StraightThrough, -1.5)]
    public void The_gradient_is_the_one_asked_for(KlGradient gradient, double slope)
    {
        var policy = tensor(new[] { -2.0 }).requires_grad_();
        var divergence = KlPenalty.Compute(policy, tensor(new[] { -0.5 }), KlEstimator.K1, gradient);
        divergence.sum().backward();
        Assert.Equal(-1.5, divergence.ToDouble(), 1e-12);
        Assert.Equal(slope, policy.grad!.ToDouble(), 1e-12);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_by_name()
    {
        var some = zeros(2);
        Assert.Equal("logprobsPolicy", Assert.Throws<ArgumentNullException>(() => KlPenalty.Compute(null!, some, KlEstimator.K1)).ParamName);
        Assert.Equal("logprobsReference", Assert.Throws<ArgumentNullException>(() => KlPenalty.Compute(some, null!, KlEstimator.K1)).ParamName);
        Assert.StartsWith(
            "logprobs_reference: expected [2] like logprobs_policy, got [3]",
            Assert.Throws<ArgumentException>(() => KlPenalty.Compute(some, zeros(3), KlEstimator.K1)).Message);
        foreach (var bound in new[] { 0, -1, double.NaN })
        {
            Assert.Equal("inputClamp", Refused(() => KlPenalty.Compute(some, some, KlEstimator.K1, inputClamp: bound)).ParamName);
            var error = Refused(() => KlPenalty.Compute(some, some, KlEstimator.K1, inputClamp: 1, outputClamp: bound));
            Assert.Equal("outputClamp", error.ParamName);
            Assert.Equal(bound, (double)error.ActualValue!);
            Assert.StartsWith("expected a bound greater than 0, or null for none", error.Message);
        }
    }

    private static ArgumentOutOfRangeException Refused(Func<Tensor> call) => Assert.Throws<ArgumentOutOfRangeException>(call);
}
