using LossDsl.Hostile.Tests.Draws;
using LossDsl.Tests.Losses.PolicyGradient;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>
/// The equation of <c>docs/losses/policy-gradient.md</c> (<see cref="PolicyRow"/>), with the gradient by central differences. The
/// tolerance is estimated by perturbing the log-probabilities by their rounding errors.
/// </summary>
/// <param name="batch">The call.</param>
/// <param name="config">The config.</param>
/// <param name="sequences">The valid sequences of the step.</param>
/// <param name="tokens">The valid tokens of the step.</param>
/// <param name="arithmetic">The precision of the loss.</param>
internal sealed class GeneralPolicyGradient(Batch batch, PolicyGradientLossConfig config, double sequences, double tokens, Arithmetic arithmetic)
{
    // Central differences of longer rows would dominate the time of the test.
    private const int GreatestDifferentiated = 12;

    // Signs for policy, previous, rollout and reference: each difference of two of them is perturbed in both directions.
    private static readonly int[][] Directions =
        [[1, 1, -1, -1], [-1, -1, 1, 1], [1, -1, 1, -1], [-1, 1, -1, 1], [1, -1, -1, 1], [-1, 1, 1, -1]];

    private readonly Predictions _predictions = new(batch, arithmetic.Epsilon);

    /// <summary>The expected results; unclear if numbers are too large.</summary>
    public static Expected Compute(Batch batch, PolicyGradientLossConfig config, double sequences, double tokens, Arithmetic arithmetic) =>
        new GeneralPolicyGradient(batch, config, sequences, tokens, arithmetic).Compute();

    private Expected Compute()
    {
        var expected = Expected.Zero(1, batch.Output.Numbers.Length);
        var positives = PositiveWeights();
        for (var row = 0; row < batch.Rows; row++)
        {
            if (batch.RowWeight(row) == 0 || Enumerable.Range(0, batch.Predictions).All(at => batch.TokenWeight(row, at) == 0))
                continue;
            Add(row, Row(row, positives), expected);
        }

        if (!double.IsFinite(expected.Loss[0]) || Math.Abs(expected.Loss[0]) > 1e30)
            arithmetic.IsUnclear = true;
        expected.Measure("loss", expected.Loss[0], expected.LossError[0]);
        expected.Measure("num_valid_samples", batch.OwnSequences);
        return expected;
    }

    private void Add(int row, PolicyRow values, Expected expected)
    {
        if (IsBeyond(values))
        {
            arithmetic.IsUnclear = true;
            return;
        }

        var loss = values.Loss(config, tokens, sequences);
        var moved = Directions.Max(direction => Math.Abs(Move(values, direction).Loss(config, tokens, sequences) - loss));
        var floor = 64 * arithmetic.Epsilon * Scale(values);
        expected.Loss[0] += loss;
        expected.LossError[0] += 8 * moved + 256 * arithmetic.Epsilon * Math.Abs(loss) + floor;
        // A jump: rounding decides which side of a bound applies.
        arithmetic.IsGradientUnclear |= moved > 1e-3 * (Math.Abs(loss) + Scale(values)) || values.Y.Length > GreatestDifferentiated;
        if (arithmetic.IsGradientUnclear)
            return;
        for (var at = 0; at < values.Y.Length; at++)
        {
            if (values.Mask[at] == 0)
                continue;
            var (slope, bend) = Slope(values, at);
            var spread = Directions.Max(direction => Math.Abs(Slope(Move(values, direction), at).Slope - slope));
            // The loss is rounded by itself: one huge term hides the derivatives of the others from differences.
            var error = 8 * spread + bend + 1e-5 * Math.Abs(slope) + floor + 1e-9 * (Scale(values) + Math.Abs(loss));
            _predictions.Back(expected, row, at, slope, error);
        }
    }

    // The central difference, and by how much the one-sided ones differ: at a kink the derivative is one of them.
    private (double Slope, double Bend) Slope(PolicyRow values, int at)
    {
        var step = Math.Max(1e-5, 4 * Rounding(values, values.Y[at]));
        double Moved(double by) => (values with { Y = [.. values.Y.Select((y, u) => u == at ? y + by : y)] }).Loss(config, tokens, sequences);
        var (below, here, above) = (Moved(-step), Moved(0), Moved(step));
        var (left, right) = ((here - below) / step, (above - here) / step);
        arithmetic.IsGradientUnclear |= Math.Abs(left - right) > 1e-2 * (Math.Abs(left) + Math.Abs(right)) + 1e-7 * Scale(values);
        return ((above - below) / (2 * step), Math.Abs(left - right));
    }

    private PolicyRow Move(PolicyRow values, int[] direction)
    {
        var y = Moved(values.Y, direction[0]);
        return values with
        {
            Y = y, Still = y, Previous = Moved(values.Previous, direction[1]), Rollout = Moved(values.Rollout, direction[2]),
            Reference = Moved(values.Reference, direction[3]),
        };

        double[] Moved(double[] numbers, int sign) => [.. numbers.Select(x => x + sign * Rounding(values, x))];
    }

    private double Rounding(PolicyRow values, double x) =>
        arithmetic.Epsilon * (32 + 16 * Math.Max(Math.Abs(x), _predictions.AreExact ? 0 : values.Y.Max(Math.Abs)));

    // The magnitude of the terms of a row's loss before cancellation.
    private double Scale(PolicyRow values)
    {
        var mask = values.Mask.Sum();
        var sum = Math.Abs(values.Sample) * values.Mask.Sum(Math.Abs)
            * (1 + values.Advantages.Max(Math.Abs)) * (1 + values.Y.Max(Math.Abs))
            * (1 + (config.UsePolicyWeights ? values.PolicyWeights.Max(Math.Abs) : 0))
            * (1 + config.ReferencePolicyKlPenalty * Divergence(values) + config.LogRatioPenalty + (config.CovariancePenalty ?? 0));
        var positive = config.PositiveExampleNllWeight * Math.Abs(values.Sample * values.PositiveWeight) * values.Mask.Sum(Math.Abs) * values.Y.Max(Math.Abs);
        return positive + config.Reduction switch
        {
            PolicyReduction.TokenMean => sum / Math.Abs(tokens + 1e-8),
            PolicyReduction.TokenSum => sum,
            PolicyReduction.SequenceMeanOfTokenMeans => sum / Math.Abs((mask + 1e-8) * (sequences + 1e-8)),
            PolicyReduction.SequenceMeanOfTokenSums => sum / Math.Abs(sequences + 1e-8),
            PolicyReduction.Constant => sum / Math.Abs(sequences + 1e-8) / config.ReductionLength!.Value,
            _ => sum * Math.Abs(values.PromptWeight),
        };
    }

    // The magnitude of the terms of the divergence's derivative, which cancel where its weight has a gradient as well.
    private double Divergence(PolicyRow values) => config.KlGradient == KlGradient.ScoreFunction && config.ReferencePolicyKlType == KlEstimator.K3
        ? Math.Exp(Enumerable.Range(0, values.Y.Length).Max(at => Math.Clamp(values.Reference[at] - values.Y[at], 0, config.KlInputClampValue ?? double.PositiveInfinity)))
        : 1;

    // Whether exponentials may overflow, which other tests cover, or the rounding error cannot be estimated.
    private bool IsBeyond(PolicyRow values)
    {
        var greatest = arithmetic.Epsilon < 1e-10 ? 300 : 30;
        var present = Enumerable.Range(0, values.Mask.Length).Where(at => values.Mask[at] != 0).ToList();
        double Size(int at) => Math.Abs(values.Y[at]) + Math.Abs(values.Previous[at]) + Math.Abs(values.Rollout[at]) + Math.Abs(values.Reference[at]);
        double[] settings = [.. PolicyGradientLossConfig.Schema.Fields.Select(field => typeof(PolicyGradientLossConfig).GetProperty(field.Property)!.GetValue(config)).OfType<double>()];
        var addsUp = config.RatioLevel == RatioLevel.SequenceProduct || config.Objective == PolicyObjective.Vespo
            || config.CorrectionLevel == CorrectionLevel.Sequence || config.RejectionLevel == CorrectionLevel.Sequence;
        return !((addsUp ? present.Sum(Size) : present.Max(Size)) <= greatest) || !present.All(at => double.IsFinite(Size(at)))
            || !present.All(at => Math.Abs(values.Advantages[at]) < 1e6 && Math.Abs(values.PolicyWeights[at]) < 1e6 && double.IsFinite(values.CovarianceTokens[at]))
            || !(Math.Abs(values.Reward) < 1e6 && Math.Abs(values.PositiveWeight) < 1e6 && Math.Abs(values.PromptWeight) < 1e6)
            || settings.Any(setting => setting != 0 && double.IsFinite(setting) && (Math.Abs(setting) > 1e3 || Math.Abs(setting) < 1e-3))
            || values.Mask.Any(mask => mask < 0) || Math.Abs(values.Mask.Sum()) < 1e-6;
    }

    private PolicyRow Row(int row, double[] positives)
    {
        double[] y = Each(at => _predictions[row, at].Value);
        return new PolicyRow(
            y, y, Of("advantages"), Of("prev_logprobs"), Of("generation_logprobs"), Of("reference_policy_logprobs"), Of("policy_weights"),
            Of("covariance_tokens"), Each(at => batch.TokenWeight(row, at)), batch.RowWeight(row), Number("rewards"), positives[row], Number("prompt_weights"),
            new double[batch.Predictions], Number("entropy_weights"));

        double[] Each(Func<int, double> value) => [.. Enumerable.Range(0, batch.Predictions).Select(at => batch.TokenWeight(row, at) == 0 ? 0 : value(at))];

        double[] Of(string key) => batch.Find(key) is { } tensor ? Each(at => tensor[row, at + 1]) : new double[batch.Predictions];

        double Number(string key) => batch.Find(key)?.Numbers[row] ?? 0;
    }

    private double[] PositiveWeights()
    {
        if (config.PositiveExampleNllWeight == 0)
            return new double[batch.Rows];
        if (batch.Find("positive_example_weights") is { } given)
            return given.Numbers;
        var rewards = batch["rewards"].Numbers;
        var own = Enumerable.Range(0, batch.Rows).Where(row => rewards[row] > 0 && batch.RowWeight(row) != 0)
            .Sum(row => batch.RowWeight(row) * batch.TokenSum(row));
        arithmetic.IsUnclear |= rewards.Any(double.IsNaN) || Math.Abs(own) < 1e-6;
        return [.. rewards.Select(reward => reward > 0 ? 1 / (own + 1e-8) : 0)];
    }
}
