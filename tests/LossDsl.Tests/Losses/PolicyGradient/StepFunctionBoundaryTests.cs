namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>The functions over a whole step where nothing counts, where numbers are equal to a bound, and over several processes.</summary>
public sealed class StepFunctionBoundaryTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Of_the_second_moment_the_mean_must_be_below_the_threshold_and_one_token_stays()
    {
        var (q, mask) = (full([1, 2], 0.5, dtype: float64), ones(1, 2, dtype: float64));
        Assert.Equal(1, RolloutCorrection.MaskBySecondMoment(q, zeros_like(q), mask, 0.25).sum().ToDouble());
        Assert.Equal(2, RolloutCorrection.MaskBySecondMoment(q, zeros_like(q), mask, 0.2500001).sum().ToDouble());
        Assert.Equal([0, 0], RolloutCorrection.MaskBySecondMoment(q, zeros_like(q), zeros_like(mask), 1).data<double>().ToArray());
    }

    // Of the sequences the first has the ratio 2, the second 1, and the third no token.
    [Fact]
    public void Weights_of_sequences_are_normalized_over_the_sequences_with_tokens()
    {
        var q = tensor(new[] { Math.Log(2), 0, 0, double.NaN, 5, 5 }, [3, 2]);
        var mask = tensor(new double[] { 1, 1, 1, 0, 0, 0 }, [3, 2]);
        using var corrected = RolloutCorrection.Compute(q, zeros_like(q), mask, new() { CorrectionLevel = CorrectionLevel.Sequence, NormalizeWeights = true });
        AssertNear([2 / 1.5, 2 / 1.5, 1 / 1.5, 0, 0, 0], corrected.Weights);

        using var plain = RolloutCorrection.Compute(q, zeros_like(q), mask, new() { CorrectionLevel = CorrectionLevel.Sequence });
        AssertNear([2, 2, 1, 0, 0, 0], plain.Weights);
        using var none = RolloutCorrection.Compute(q, zeros_like(q), zeros_like(mask), new() { CorrectionLevel = CorrectionLevel.Sequence, NormalizeWeights = true });
        AssertNear([0, 0, 0, 0, 0, 0], none.Weights);
    }

    [Fact]
    public void Disposing_a_correction_frees_both_tensors()
    {
        var some = ones(1, 2);
        var corrected = RolloutCorrection.Compute(some, some, some, new());
        corrected.Dispose();
        Assert.True(corrected.Weights.IsInvalid);
        Assert.True(corrected.Mask.IsInvalid);
    }

    [Fact]
    public void A_covariance_equal_to_a_bound_is_not_between_the_bounds()
    {
        var (a, y) = (tensor(new double[] { 3, -1, -1, -1 }, [1, 4]), tensor(new double[] { -1, -2, -1.5, -3.5 }, [1, 4]));
        var mask = ones_like(a);
        var covariance = CovarianceSelection.ComputeCovariance(a, y, mask).data<double>().ToArray();
        Assert.Equal([0, 0, 0, 1], CovarianceSelection.SelectBetween(a, y, mask, covariance[1], covariance[0]).data<double>().ToArray());
        Assert.Equal([1, 0, 0, 0], CovarianceSelection.SelectBetween(a, y, mask, covariance[1], 100, 0.25).data<double>().ToArray());
        Assert.Equal([0, 0, 0, 0], CovarianceSelection.SelectBetween(a, y, mask, 50, 100).data<double>().ToArray());
    }

    [Fact]
    public void At_least_one_token_is_selected_where_one_counts()
    {
        var values = tensor(new double[] { 1, 2, 3 }, [1, 3]);
        Assert.Equal(1, CovarianceSelection.SelectGreatest(values, values, ones_like(values), 0).sum().ToDouble());
        Assert.Equal(3, CovarianceSelection.SelectGreatest(values, values, ones_like(values), 1).sum().ToDouble());
        Assert.Equal(0, CovarianceSelection.SelectGreatest(values, values, zeros_like(values), 1).sum().ToDouble());
    }

    // Of four tokens the quantile 0.4 lies at 1.2 of 3 steps from the least entropy to the greatest.
    [Theory]
    [InlineData(0.6, new double[] { 0, 0, 1, 1 })]
    [InlineData(0.7, new double[] { 0, 1, 1, 1 })]
    [InlineData(0.01, new double[] { 0, 0, 0, 1 })]
    public void A_quantile_between_two_entropies_is_interpolated(double fraction, double[] kept)
    {
        var entropies = tensor(new double[] { 1, 2, 3, 4 }, [1, 4]);
        Assert.Equal(kept, EntropySelection.SelectTopQuantile(entropies, ones_like(entropies), fraction).data<double>().ToArray());
    }

    [Fact]
    public void Without_tokens_no_entropy_is_selected_and_of_one_token_that_one_is()
    {
        var entropies = tensor(new float[] { 1, 2 }, [1, 2]);
        Assert.Equal([0f, 0f], EntropySelection.SelectTopQuantile(entropies, zeros_like(entropies), 0.5).data<float>().ToArray());
        Assert.Equal([1f, 0f], EntropySelection.SelectTopQuantile(entropies, tensor(new float[] { 1, 0 }, [1, 2]), 0.5).data<float>().ToArray());
    }

    [Fact]
    public void At_its_target_the_entropy_keeps_the_coefficient_which_rises()
    {
        var controller = new AdaptiveEntropy(0.1, Target: 1);
        Assert.Equal((0.1, 0.1), (controller.Current(1), controller.Current(double.NaN)));
        Assert.Equal(0.105, controller.Update(1).Coefficient, 1e-12);
        Assert.Equal(0.095, controller.Update(1.01).Coefficient, 1e-12);
        Assert.Equal(0, new AdaptiveEntropy(0.001, Target: 1).Update(2).Coefficient);
        Assert.Equal(0.05, new AdaptiveEntropy(0.052, Target: 1, Minimum: 0.05).Update(2).Coefficient);
        Assert.Equal(1, new AdaptiveEntropy(0.999, Target: 1).Update(0).Coefficient);
    }

    [Fact]
    public void The_entropy_of_an_absent_position_is_0_and_has_no_gradient()
    {
        var logits = tensor(new double[] { double.NaN, 1, 0, 0 }, [2, 2]).requires_grad_();
        var entropies = TokenEntropy.Compute(logits, tensor(new[] { true, false }));
        entropies.sum().backward();
        AssertNear([0, Math.Log(2)], entropies);
        AssertNear([0, 0, 0, 0], logits.grad!);
        Assert.Equal(float32, TokenEntropy.Compute(zeros([2, 2], dtype: bfloat16)).dtype);
        Assert.Equal(float32, TokenEntropy.Compute(zeros([2, 2])).dtype);
    }

    [Fact]
    public void A_prompt_without_tokens_and_a_reward_of_0_weigh_nothing()
    {
        var batch = Batch.PolicyGradient(3, 3);
        batch["token_mask"] = tensor(new float[] { 0, 1, 1, 0, 1, 1, 1, 0, 0 }, [3, 3]);
        var data = batch.Bind();
        Assert.Equal([0.25f, 0.25f, 0], PromptGroups.ComputeWeights(tensor(new long[] { 7, 3, 9 }), data).data<float>().ToArray());
        Assert.Equal([0.25f, 0.25f, 0], PromptGroups.ComputeWeights(tensor(new long[] { 7, 7, 9 }), data).data<float>().ToArray());
        Assert.Equal([0.5f, 0, 0.5f], PositiveExamples.ComputeWeights(tensor(new float[] { 1, 0, 1 }), data).data<float>().ToArray());
    }

    [Fact]
    public void Positive_examples_are_counted_over_all_processes()
    {
        var batch = Batch.PolicyGradient(2, 3, float64);
        batch["token_mask"] = ones(2, 3, dtype: float64);
        var (data, rewards) = (batch.Bind(), tensor(new double[] { 1, -1 }));
        AssertNear([0.5, 0], PositiveExamples.ComputeWeights(rewards, data));
        var weights = ThreadedProcessGroup.Run(2, group => PositiveExamples.ComputeWeights(rewards, data, group).data<double>().ToArray());
        Assert.All(weights, each => AssertNear([0.25, 0], tensor(each)));
    }

    private static void AssertNear(double[] expected, Tensor actual) =>
        Assert.All(expected.Zip(actual.to(float64).data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
}
