using LossDsl.Hostile.Tests.Draws;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The clipped policy gradient as defined in <c>docs/losses/clipped-pg.md</c>, token by token.</summary>
internal static class PolicyGradient
{
    private const double Epsilon = 1e-8;

    public static Expected Compute(Batch batch, double sequences, double tokens, Arithmetic arithmetic)
    {
        var (config, expected) = (batch.Case.Policy, Expected.Zero(1, batch.Output.Numbers.Length));
        var predictions = new Predictions(batch, arithmetic.Epsilon);
        var (policy, divergence) = (0.0, 0.0);
        // These metrics show non-finite numbers of the inference engine, masked or not; fractional weights multiply the
        // exponent as well.
        var watchesEngine = batch["generation_logprobs"].Numbers.All(double.IsFinite) && batch.HasPlainWeights;
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var at = 0; at < batch.Predictions; at++)
            {
                var (mask, sample) = (batch.TokenWeight(row, at), batch.RowWeight(row));
                if (mask == 0 || sample == 0)
                    continue;
                var u = config.TokenLevelLoss
                    ? mask * sample / (tokens + Epsilon)
                    : mask / (batch.TokenSum(row) + Epsilon) * sample / (sequences + Epsilon);
                var token = new PolicyGradientToken(batch, predictions, row, at, arithmetic);
                policy += token.Policy(u);
                divergence += token.Divergence(u);
                expected.LossError[0] += token.LossError;
                expected.Measure("kl_penalty", 0, token.DivergenceError);
                token.Measure(expected, mask * sample / (tokens + Epsilon), watchesEngine);
                predictions.Back(expected, row, at, token.Slope, token.SlopeError);
            }
        }

        expected.Measure("kl_penalty", arithmetic.Sum(divergence));
        expected.Measure("num_valid_samples", batch.OwnSequences);

        expected.Loss[0] = arithmetic.Sum(policy + (config.ReferencePolicyKlPenalty == 0
            ? 0 : arithmetic.Product(config.ReferencePolicyKlPenalty, divergence)));
        expected.Measure("loss", expected.Loss[0], expected.LossError[0]);
        return expected;
    }
}
