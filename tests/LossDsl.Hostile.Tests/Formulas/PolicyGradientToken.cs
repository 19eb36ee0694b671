using LossDsl.Hostile.Tests.Draws;

namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>The terms of one token in loss and gradient: <c>u * w * P + β * u * v * K</c>.</summary>
internal sealed class PolicyGradientToken
{
    private readonly ClippedPGLossConfig _config;
    private readonly Arithmetic _arithmetic;
    private readonly double _y, _advantage, _previous, _generation, _reference, _rounding;
    private readonly bool _isExact;

    public PolicyGradientToken(Batch batch, Predictions predictions, int row, int at, Arithmetic arithmetic)
    {
        (_config, _arithmetic, _isExact) = (batch.Case.Policy, arithmetic, predictions.AreExact);
        (_y, var size) = predictions[row, at];
        _advantage = batch["advantages"][row, at + 1];
        _previous = batch["prev_logprobs"][row, at + 1];
        _generation = batch["generation_logprobs"][row, at + 1];
        _reference = batch["reference_policy_logprobs"][row, at + 1];
        foreach (var number in new[] { _y, _previous, _generation, _reference })
            size = Math.Max(size, double.IsFinite(number) ? Math.Abs(number) : 0);
        _rounding = arithmetic.Epsilon * (32 + 16 * size);
    }

    /// <summary>The derivative of the loss with respect to the log-probability.</summary>
    public double Slope { get; private set; }

    /// <summary>The error bound of the derivative.</summary>
    public double SlopeError { get; private set; }

    /// <summary>The error bound of the loss.</summary>
    public double LossError { get; private set; }

    /// <summary>The error bound of the divergence.</summary>
    public double DivergenceError { get; private set; }

    /// <summary><c>u * w * P</c>.</summary>
    public double Policy(double u)
    {
        var w = _config.UseImportanceSamplingCorrection ? Weight(_previous - _generation) : 1;
        var (value, slope, size) = _config.DisablePpoRatio ? WithoutRatio() : Surrogate(_arithmetic.Exp(_y - _previous));
        if (w == 0)
            return 0;
        Add(_arithmetic.Product(u, w, slope), Math.Abs(u * w) * size);
        LossError += Math.Abs(u * w) * size * _rounding;
        return _arithmetic.Product(u, w, value);
    }

    /// <summary><c>u * v * K</c>. The derivative and the error bound include β.</summary>
    public double Divergence(double u)
    {
        var beta = _config.ReferencePolicyKlPenalty;
        if (beta == 0)
            return 0;
        var d = _reference - _y;
        var power = _arithmetic.Exp(d);
        var k = double.IsPositiveInfinity(power) ? power : power - d - 1;
        var v = _config.UseOnPolicyKlApproximation ? Weight(_y - _generation) : 1;
        if (v == 0)
            return 0;

        var size = Math.Abs(beta * u * v) * (1 + power + (double.IsFinite(d) ? Math.Abs(d) : 0));
        Add(_arithmetic.Product(beta, u, v, 1 - power), size);
        if (_config.UseKlScoreFunctionGradient)
            Add(_arithmetic.Product(beta, u, v, k), size);
        LossError += size * _rounding;
        DivergenceError = size / beta * _rounding;
        return _arithmetic.Product(u, v, k);
    }

    /// <summary>Adds the token's part of the metrics that are means over tokens.</summary>
    /// <param name="expected">Receives the metrics.</param>
    /// <param name="share">The weight of the token divided by the number of tokens of the step.</param>
    /// <param name="watchesEngine">Whether the metrics about the inference engine have defined values.</param>
    public void Measure(Expected expected, double share, bool watchesEngine)
    {
        var ratio = _config.DisablePpoRatio ? _y : _arithmetic.Exp(_y - _previous);
        var clamped = _config.DisablePpoRatio || double.IsNaN(ratio) ? ratio : Math.Clamp(ratio, 1 - _config.RatioClipMin, 1 + _config.RatioClipMax);
        var importance = Weight(_previous - _generation);
        Add("probs_ratio", ratio);
        Add("probs_ratio_clamped", clamped);
        Add("sampling_importance_ratio", importance);
        if (!watchesEngine)
            return;
        Add("token_mult_prob_error", _arithmetic.Exp(Math.Abs(_generation - _previous)));
        // A token of probability 0 adds nothing.
        Add("approx_entropy", double.IsNegativeInfinity(_y) ? 0 : -_arithmetic.Exp(_y - _generation) * _y);

        void Add(string name, double value) =>
            expected.Measure(name, _arithmetic.Product(share, value), Math.Abs(share * value) * _rounding + Math.Abs(share) * _rounding);
    }

    private void Add(double slope, double size)
    {
        Slope += Arithmetic.Slope(slope);
        SlopeError += double.IsFinite(size) ? size * _rounding : 0;
    }

    // A non-finite weight is treated as 0.
    private double Weight(double exponent) => _arithmetic.Exp(exponent) is var weight && double.IsFinite(weight) ? weight : 0;

    private (double Value, double Slope, double Size) WithoutRatio()
    {
        // A term without advantage is 0 even if the log-probability is infinite.
        var value = _advantage == 0 && double.IsInfinity(_y) ? 0 : -_advantage * _y;
        return (value, -_advantage, Math.Abs(_advantage) * (1 + (double.IsFinite(_y) ? Math.Abs(_y) : 0)));
    }

    private (double Value, double Slope, double Size) Surrogate(double ratio)
    {
        double least = 1 - _config.RatioClipMin, greatest = 1 + _config.RatioClipMax, twice = _config.RatioClipC ?? double.PositiveInfinity;
        var clipped = _advantage switch
        {
            > 0 => Math.Min(ratio, greatest),
            < 0 => Math.Min(Math.Max(ratio, least), twice),
            0 when double.IsInfinity(ratio) => 1,
            _ => ratio,
        };
        foreach (var bound in _advantage > 0 ? [greatest] : _advantage < 0 ? [least, twice] : Array.Empty<double>())
        {
            var isNear = Math.Abs(ratio - bound) <= 64 * _rounding * bound;
            _arithmetic.IsGradientUnclear |= isNear && !(_isExact && _y == _previous && bound == 1);
        }

        var isClipped = !clipped.Equals(ratio);
        return (-_advantage * clipped, isClipped ? 0 : -_advantage * ratio, Math.Abs(_advantage) * Math.Max(clipped, 1e-30));
    }
}
