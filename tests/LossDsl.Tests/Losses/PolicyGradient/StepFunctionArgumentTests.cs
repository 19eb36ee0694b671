namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>What the functions over a whole step say about arguments that do not fit.</summary>
public sealed class StepFunctionArgumentTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, Action> Nulls()
    {
        var (some, batch) = (ones(2, 3), Batch.PolicyGradient(2, 4).Bind());
        return new()
        {
            { "advantages", () => CovarianceSelection.ComputeCovariance(null!, some, some) },
            { "logprobs", () => CovarianceSelection.ComputeCovariance(some, null!, some) },
            { "mask", () => CovarianceSelection.ComputeCovariance(some, some, null!) },
            { "entropies", () => EntropySelection.SelectTopQuantile(null!, some, 0.5) },
            { "mask", () => EntropySelection.SelectTopQuantile(some, null!, 0.5) },
            { "previous", () => RolloutCorrection.MaskBySecondMoment(null!, some, some, 1) },
            { "rollout", () => RolloutCorrection.MaskBySecondMoment(some, null!, some, 1) },
            { "mask", () => RolloutCorrection.MaskBySecondMoment(some, some, null!, 1) },
            { "config", () => RolloutCorrection.Compute(some, some, some, null!) },
            { "previous", () => RolloutCorrection.Compute(null!, some, some, new()) },
            { "groups", () => PromptGroups.ComputeWeights(null!, batch) },
            { "batch", () => PromptGroups.ComputeWeights(zeros(2, dtype: int64), null!) },
            { "rewards", () => PositiveExamples.ComputeWeights(null!, batch) },
            { "batch", () => PositiveExamples.ComputeWeights(zeros(2), null!) },
            { "logits", () => TokenEntropy.Compute(null!) },
            { "config", () => _ = new PolicyGradientLoss(null!) },
        };
    }

    [Theory]
    [MemberData(nameof(Nulls), DisableDiscoveryEnumeration = true)]
    public void Null_is_refused_by_name(string name, Action call) =>
        Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);

    public static TheoryData<string, Action> Shapes()
    {
        var (some, other, batch) = (ones(2, 3), ones(3), Batch.PolicyGradient(2, 4).Bind());
        return new()
        {
            { "logprobs: expected [2, 3] like advantages, got [3]", () => CovarianceSelection.ComputeCovariance(some, other, some) },
            { "mask: expected [2, 3] like advantages, got [3]", () => CovarianceSelection.ComputeCovariance(some, some, other) },
            { "mask: expected the shape of entropies [2, 3], got [3]", () => EntropySelection.SelectTopQuantile(some, other, 0.5) },
            { "previous: expected [B, N], got [3]", () => RolloutCorrection.Compute(other, other, other, new()) },
            { "rollout: expected [2, 3] like previous, got [3]", () => RolloutCorrection.Compute(some, other, some, new()) },
            { "mask: expected [2, 3] like previous, got [3]", () => RolloutCorrection.MaskBySecondMoment(some, some, other, 1) },
            { "groups: expected one integer for each of the 2 rows", () => PromptGroups.ComputeWeights(zeros(3, dtype: int64), batch) },
            { "rewards: expected [2] like sample_mask, got [3]", () => PositiveExamples.ComputeWeights(other, batch) },
            { "absent: expected the shape of logits [2, 3] without its last dimension, got [3]", () => TokenEntropy.Compute(some, other == 0) },
            { "absent: expected the shape of logits [] without its last dimension", () => TokenEntropy.Compute(tensor(1.0)) },
        };
    }

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void Another_shape_is_refused_by_name(string message, Action call) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);

    [Fact]
    public void A_number_out_of_its_range_is_refused_by_name()
    {
        var some = ones(2, 3);
        foreach (var fraction in new[] { -0.1, 1.1, double.NaN })
        {
            AssertRefused("fraction", "expected a share between 0 and 1", () => CovarianceSelection.SelectGreatest(some, some, some, fraction));
            AssertRefused("fraction", "expected a share between 0 and 1", () => CovarianceSelection.SelectBetween(some, some, some, 0, 1, fraction));
        }

        foreach (var fraction in new[] { 0, 1.1, double.NaN })
            AssertRefused("fraction", "expected a share greater than 0 and at most 1", () => EntropySelection.SelectTopQuantile(some, some, fraction));
        foreach (var threshold in new[] { 0, -1, double.NaN })
            AssertRefused("threshold", "expected a number greater than 0", () => RolloutCorrection.MaskBySecondMoment(some, some, some, threshold));
    }

    [Theory]
    [InlineData(true)]
    public void Weights_that_are_not_there_cannot_be_normalized(bool isNormalized)
    {
        var some = ones(2, 3);
        Assert.Contains(
            "CorrectionLevel",
            Assert.Throws<LossConfigException>(() => RolloutCorrection.Compute(some, some, some, new() { NormalizeWeights = isNormalized })).Message);
    }

    private static void AssertRefused(string name, string message, Func<Tensor> call)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(call);
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith(message, error.Message);
    }
}
