namespace LossDsl.Tests.Losses;

/// <summary>Gradients against central differences in float64.</summary>
public sealed class GradientTests : IDisposable
{
    private const double Step = 1e-5;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Where a weight is detached, the loss as a function of the logits is not what is differentiated.
    public static TheoryData<string> Differentiable() =>
        [.. Subject.All.Keys.Where(loss => !loss.StartsWith("pg_everything") && loss != "pg_reinforce")];

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void The_gradient_is_that_of_central_differences(string loss)
    {
        var subject = Subject.All[loss];
        manual_seed(11);
        var (output, batch) = subject.Sample(4, 5, float64);
        var analytic = subject.Run(output, batch).Gradient;

        var numeric = new double[analytic.Length];
        var flat = output.detach().clone();
        for (var i = 0; i < numeric.Length; i++)
            numeric[i] = (At(i, Step) - At(i, -Step)) / (2 * Step);

        for (var i = 0; i < numeric.Length; i++)
            Assert.Equal(numeric[i], analytic[i], tolerance: 1e-6);

        double At(int entry, double by)
        {
            using var scope = NewDisposeScope();
            var moved = flat.clone();
            moved.view(-1)[entry] += by;
            return subject.Run(moved.requires_grad_(), batch).Loss;
        }
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

        var outcome = Outcome.Of(loss.Compute(logits, batch, GlobalNormalization.Of(batch)), logits);

        Assert.True(double.IsFinite(outcome.Loss));
        Assert.All(outcome.Gradient, entry => Assert.True(double.IsFinite(entry)));
        // All three predictions of the first row are clipped or without advantage, so nothing moves them.
        Assert.All(outcome.Gradient[..(4 * Batch.Vocabulary)], entry => Assert.Equal(0, entry));
        Assert.Contains(outcome.Gradient[(4 * Batch.Vocabulary)..], entry => entry != 0);
    }
}
