namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>Functions that are computed over a whole step, before it is split.</summary>
public sealed class StepFunctionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_second_moment_keeps_the_least_whose_mean_is_below()
    {
        var q = tensor(new double[] { 0.1, -0.5, 0.2, 9, 0.3, 1 }, [2, 3]);
        var mask = tensor(new double[] { 1, 1, 1, 0, 1, 1 }, [2, 3]);
        var kept = RolloutCorrection.MaskBySecondMoment(q, zeros_like(q), mask, 0.06);
        // Squares .01 .04 .09 .25 1: the means are .01 .025 .0467 .0975.
        Assert.Equal([1, 0, 1, 0, 1, 0], kept.data<double>().ToArray());
        Assert.Equal(1, RolloutCorrection.MaskBySecondMoment(q, zeros_like(q), mask, 1e-9).sum().ToDouble());
    }

    [Fact]
    public void Weights_are_normalized_over_the_step()
    {
        var q = tensor(new[] { 0, Math.Log(2), Math.Log(3), 0 }, [2, 2]);
        var mask = tensor(new double[] { 1, 1, 1, 0 }, [2, 2]);
        using var corrected = RolloutCorrection.Compute(q, zeros_like(q), mask, new()
        {
            CorrectionLevel = CorrectionLevel.Token, CorrectionUpperBound = 2.5, NormalizeWeights = true,
        });
        var mean = (1 + 2 + 2.5) / 3;
        Assert.All(new[] { 1 / mean, 2 / mean, 2.5 / mean, 0 }.Zip(corrected.Weights.data<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void A_token_beyond_the_veto_drops_its_sequence()
    {
        var q = tensor(new[] { 0, 5, 0.1, double.NaN }, [2, 2]);
        var mask = tensor(new double[] { 1, 1, 1, 0 }, [2, 2]);
        using var corrected = RolloutCorrection.Compute(q, zeros_like(q), mask, new() { VetoUpperBound = 10 });
        Assert.Equal([0, 0, 1, 0], corrected.Mask.data<double>().ToArray());
    }

    [Fact]
    public void Covariance_selects_the_greatest_and_those_between_bounds()
    {
        var (a, y) = (tensor(new double[] { 3, -1, -1, -1, 99 }, [1, 5]), tensor(new double[] { -1, -2, -1.5, -3.5, double.NaN }, [1, 5]));
        var mask = tensor(new double[] { 1, 1, 1, 1, 0 }, [1, 5]);
        Assert.Equal([3, 0, -0.5, 1.5, 0], CovarianceSelection.ComputeCovariance(a, y, mask).data<double>().ToArray().Select(x => Math.Round(x, 6)));
        Assert.Equal([1, 0, 0, 1, 0], CovarianceSelection.SelectGreatest(a, y, mask, 0.5).data<double>().ToArray());
        Assert.Equal([0, 0, 0, 1, 0], CovarianceSelection.SelectBetween(a, y, mask, 0.1, 2).data<double>().ToArray());
    }

    [Fact]
    public void The_tokens_of_greatest_entropy_are_those_above_the_quantile()
    {
        var (entropies, mask) = (tensor(new double[] { 1, 2, 3, 4, 100 }, [1, 5]), tensor(new double[] { 1, 1, 1, 1, 0 }, [1, 5]));
        Assert.Equal([0, 0, 1, 1, 0], EntropySelection.SelectTopQuantile(entropies, mask, 0.5).data<double>().ToArray());
        Assert.Equal([1, 1, 1, 1, 0], EntropySelection.SelectTopQuantile(entropies, mask, 1).data<double>().ToArray());
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void The_quantile_of_entropies_is_that_of_all_processes(double fraction)
    {
        manual_seed(12);
        var (entropies, mask) = (rand([6, 5], dtype: float64), (rand([6, 5]) < 0.7).to(float64));
        // The second process has no rows, the third no tokens.
        mask[4..] = tensor(0.0);
        var whole = EntropySelection.SelectTopQuantile(entropies, mask, fraction);
        (int Begin, int End)[] rows = [(0, 4), (4, 4), (4, 6)];

        var parts = ThreadedProcessGroup.Run(3, group => EntropySelection.SelectTopQuantile(
            entropies[rows[group.Rank].Begin..rows[group.Rank].End], mask[rows[group.Rank].Begin..rows[group.Rank].End], fraction, group));

        Assert.Equal(whole.data<double>().ToArray(), parts.SelectMany(part => part.numel() == 0 ? [] : part.data<double>().ToArray()));
        var tokens = mask.sum().ToDouble();
        Assert.Equal(tokens - Math.Ceiling((1 - fraction) * (tokens - 1)), whole.sum().ToDouble());
        Assert.All(ThreadedProcessGroup.Run(2, group => EntropySelection.SelectTopQuantile(zeros(0, 3), zeros(0, 3), 0.5, group).numel()), count => Assert.Equal(0, count));
    }

    [Fact]
    public void What_one_process_refuses_all_refuse()
    {
        var errors = ThreadedProcessGroup.Run(2, group => Assert.ThrowsAny<ArgumentException>(
            () => EntropySelection.SelectTopQuantile(rand(2, 3), group.Rank == 1 ? ones(3, 2) : ones(2, 3), 0.5, group)).Message);
        Assert.StartsWith("rank 1 refused its entropies", errors[0]);
        Assert.StartsWith("mask: expected the shape of entropies [2, 3], got [3, 2]", errors[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => EntropySelection.SelectTopQuantile(rand(2, 3), ones(2, 3), 0));
    }

    [Fact]
    public void The_entropy_coefficient_follows_its_target()
    {
        var controller = new AdaptiveEntropy(0.1, Target: 1, Step: 0.02, Maximum: 0.11);
        Assert.Equal((0, 0.1), (controller.Current(1.5), controller.Current(0.5)));
        Assert.Equal(0.08, controller.Update(1.5).Coefficient, 1e-12);
        Assert.Equal(0.11, controller.Update(0.5).Coefficient, 1e-12);
        Assert.Equal(0.01, (controller with { Minimum = 0.01 }).Update(2).Update(2).Update(2).Update(2).Update(2).Coefficient, 1e-12);
        Assert.Equal(controller, controller.Update(double.NaN));
        Assert.Equal((0.1, 0.08), (controller.Current(double.NaN), (controller with { Coefficient = 0.08 }).Current(1)));
        Assert.Equal([0, 0, 0], controller.CreateWeights(3, lastEntropy: 2).data<float>().ToArray());
        Assert.Equal([0.1f, 0.1f], controller.CreateWeights(2, lastEntropy: 0.5).data<float>().ToArray());
    }

    [Fact]
    public void An_entropy_controller_without_sense_is_refused()
    {
        Assert.Contains(
            "expected a finite number of at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveEntropy(-1, Target: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveEntropy(0.1, Target: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveEntropy(0.1, Target: 1, Step: double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveEntropy(0.1, Target: 1, Minimum: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveEntropy(0.1, Target: 1) with { Coefficient = double.NaN });
    }

    // The coefficient of each step comes with its batch: it is the same loss.
    [Fact]
    public void A_loss_takes_the_coefficient_of_the_step_from_the_batch()
    {
        var loss = new PolicyGradientLoss(new() { EntropyCoefficient = 1, UseEntropyWeights = true });
        var without = new PolicyGradientLoss(new() { EntropyCoefficient = 0 });
        var batch = Batch.PolicyGradient(3, 5);
        var logits = Batch.Logits(3, 5);
        var totals = GlobalNormalization.FromBatch(batch);
        var controller = new AdaptiveEntropy(0.3, Target: 10, Step: 0.1);
        foreach (var coefficient in new[] { 0.3, 0.4 })
        {
            batch["entropy_weights"] = controller.CreateWeights(3, lastEntropy: double.NaN);
            var (value, metrics) = loss.Compute(logits, batch, totals);
            var (plain, measured) = without.Compute(logits, batch, totals);
            var entropy = metrics.Read()["entropy"];
            Assert.InRange(entropy, 0.1, Math.Log(Batch.Vocabulary));
            Assert.Equal(measured.Read()["entropy"], entropy, 1e-7);
            Assert.Equal(plain.ToSingle() - coefficient * entropy, value.ToSingle(), 1e-5);
            controller = controller.Update(entropy);
        }
    }

    [Fact]
    public void Entropy_of_logits_with_its_gradient()
    {
        var logits = tensor(new double[] { 0, 0, double.NegativeInfinity, 1, 2, 3 }, [2, 3]).requires_grad_();
        var entropies = TokenEntropy.Compute(logits);
        var p = new[] { 1.0, 2, 3 }.Select(z => Math.Exp(z - 3) / (1 + Math.Exp(-1) + Math.Exp(-2))).ToArray();
        var expected = -p.Sum(each => each * Math.Log(each));
        Assert.Equal(Math.Log(2), entropies[0].ToDouble(), 1e-12);
        Assert.Equal(expected, entropies[1].ToDouble(), 1e-12);
        entropies.sum().backward();
        var gradient = logits.grad!.data<double>().ToArray();
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(-p[i] * (Math.Log(p[i]) + expected), gradient[3 + i], 1e-12));
        Assert.All(gradient[..3], each => Assert.Equal(0, each, 1e-12));
    }

    [Fact]
    public void Prompts_and_positive_examples_weigh_by_the_whole_step()
    {
        var batch = Batch.PolicyGradient(3, 4, float64);
        batch["token_mask"] = tensor(new double[] { 0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0 }, [3, 4]);
        var prompts = PromptGroups.ComputeWeights(tensor(new long[] { 5, 5, 2 }), batch.Bind());
        Assert.Equal([1 / 8f, 1 / 8f, 1 / 4f], prompts.data<float>().ToArray());
        var positive = PositiveExamples.ComputeWeights(tensor(new double[] { 1, -1, 0.5 }), batch.Bind());
        Assert.All(new[] { 0.2, 0, 0.2 }.Zip(positive.data<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }
}
