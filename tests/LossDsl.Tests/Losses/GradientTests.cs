namespace LossDsl.Tests.Losses;

/// <summary>Gradients against central differences in float64.</summary>
public sealed class GradientTests : IDisposable
{
    private const double Step = 1e-5;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Losses() => [.. Subject.All.Keys.Where(loss => !Detached.Contains(loss) && !loss.StartsWith("policy_", StringComparison.Ordinal))];

    // PolicyGradientFormulaTests tests the gradients of PolicyGradientLoss, which has detached weights.
    // With a detached weight, the gradient is not that of the loss as a function of the logits: see below.
    private static readonly string[] Detached =
        ["pg_kl_on_policy", "pg_kl_score_function", "pg_everything", "pg_everything_sequence", "pg_reinforce"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_that_of_central_differences(string loss)
    {
        var subject = Subject.All[loss];
        manual_seed(11);
        var (output, batch) = subject.Sample(4, 5, float64);
        Near(Differences(output, moved => subject.Run(moved, batch).Loss), subject.Run(output, batch).Gradient);
    }

    // The weight exp(y - generation) has no gradient: it is constant if the engine's log-probabilities move with the policy's.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void The_weight_of_the_divergence_is_held_still(bool tokenLevel, bool reinforce)
    {
        var config = Subject.Everything with
        {
            UseImportanceSamplingCorrection = false, TokenLevelLoss = tokenLevel, DisablePpoRatio = reinforce,
        };
        var (output, batch) = Sample();
        var still = Policy(output, batch);

        Near(
            Differences(output, moved => Loss(config, moved, With(
                batch, "generation_logprobs", batch.GetTensor("generation_logprobs") + Policy(moved, batch) - still))),
            Gradient(config, output, batch));
    }

    // Policy term and divergence are added, so a config with all options has the sum of both gradients.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void All_options_together_are_the_sum_of_their_terms(bool tokenLevel, bool reinforce)
    {
        var config = Subject.Everything with { TokenLevelLoss = tokenLevel, DisablePpoRatio = reinforce };
        var (output, batch) = Sample();
        var withoutPolicy = With(batch, "advantages", zeros_like(batch.GetTensor("advantages")));

        var policy = Gradient(config with { ReferencePolicyKlPenalty = 0 }, output, batch);
        var divergence = Gradient(config with { UseImportanceSamplingCorrection = false }, output, withoutPolicy);

        Near([.. policy.Zip(divergence, (a, b) => a + b)], Gradient(config, output, batch));
    }

    // Without the approximation the weight is exp(y - y'), where y' is the policy's log-probability as a constant.
    [Fact]
    public void The_score_function_gradient_is_that_of_a_weight_of_one()
    {
        var config = Subject.Ppo with { ReferencePolicyKlPenalty = 0.3, UseKlScoreFunctionGradient = true };
        var (output, batch) = Sample();
        var here = With(batch, "generation_logprobs", Policy(output, batch));
        var approximated = config with { UseOnPolicyKlApproximation = true };

        Assert.Equal(Loss(Subject.Ppo with { ReferencePolicyKlPenalty = 0.3 }, output, batch), Loss(config, output, batch), 1e-12);
        Near(Differences(output, moved => Loss(approximated, moved, here)), Gradient(config, output, batch));
    }

    [Fact]
    public void A_weight_that_overflows_leaves_the_score_function_gradient_finite()
    {
        var (output, batch) = Sample();
        batch["generation_logprobs"] = full_like(batch.GetTensor("generation_logprobs"), -2000);
        Assert.All(
            Gradient(Subject.Everything with { UseKlScoreFunctionGradient = true }, output, batch),
            entry => Assert.True(double.IsFinite(entry)));
    }

    [Fact]
    public void A_ratio_that_overflows_where_it_is_clipped_leaves_the_gradient_finite()
    {
        manual_seed(5);
        var batch = Batch.ClippedPG(2, 4);
        batch["token_mask"] = ones(2, 4);
        batch["advantages"] = tensor(new float[] { 0, 1, 0, -1, 0, -1, 1, 1 }, 2, 4);
        batch["prev_logprobs"] = tensor(new float[] { 0, -200, -200, -200, 0, -2, -2, -2 }, 2, 4);
        var loss = new ClippedPGLossFn(Subject.Ppo with { RatioClipC = 3 });
        var logits = Batch.Logits(2, 4);

        var outcome = Outcome.From(loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch)), logits);

        Assert.True(double.IsFinite(outcome.Loss));
        Assert.All(outcome.Gradient, entry => Assert.True(double.IsFinite(entry)));
        // All three predictions of the first row are clipped or have no advantage, so their gradient is 0.
        Assert.All(outcome.Gradient[..(4 * Batch.Vocabulary)], entry => Assert.Equal(0, entry));
        Assert.Contains(outcome.Gradient[(4 * Batch.Vocabulary)..], entry => entry != 0);
    }

    private static (Tensor Output, BatchedDataDict<ClippedPGLossDataDict> Batch) Sample()
    {
        manual_seed(11);
        return (Batch.Logits(4, 5, float64), Batch.ClippedPG(4, 5, float64));
    }

    private static double Loss(ClippedPGLossConfig config, Tensor output, BatchedDataDict<ClippedPGLossDataDict> batch) =>
        Run(config, output, batch).Loss;

    private static double[] Gradient(ClippedPGLossConfig config, Tensor output, BatchedDataDict<ClippedPGLossDataDict> batch) =>
        Run(config, output, batch).Gradient;

    private static Outcome Run(ClippedPGLossConfig config, Tensor output, BatchedDataDict<ClippedPGLossDataDict> batch) =>
        Outcome.From(new ClippedPGLossFn(config).Compute(output, batch, GlobalNormalization.FromBatch(batch)), output);

    private static BatchedDataDict<ClippedPGLossDataDict> With(
        BatchedDataDict<ClippedPGLossDataDict> batch, string key, Tensor value) => new(batch) { [key] = value };

    // The policy's log-probabilities as a batch has them: entry t is for token t.
    private static Tensor Policy(Tensor output, BatchedDataDict batch)
    {
        using var off = no_grad();
        var ids = batch.GetTensor("input_ids");
        var next = ids.narrow(1, 1, ids.size(1) - 1);
        var logprobs = ((ModelOutput)output).Logprobs(next, zeros_like(next).to(ScalarType.Bool), float64);
        return cat([zeros([ids.size(0), 1], dtype: float64), logprobs], 1);
    }

    private static double[] Differences(Tensor output, Func<Tensor, double> loss)
    {
        var numeric = new double[output.numel()];
        for (var i = 0; i < numeric.Length; i++)
            numeric[i] = (At(i, Step) - At(i, -Step)) / (2 * Step);
        return numeric;

        double At(int entry, double by)
        {
            using var scope = NewDisposeScope();
            var moved = output.detach().clone();
            moved.view(-1)[entry] += by;
            return loss(moved.requires_grad_());
        }
    }

    private static void Near(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance: 1e-6);
    }
}
