namespace LossDsl;

/// <summary>
/// An adaptive coefficient of an entropy bonus that keeps the entropy near a target (Skywork-OR1, arXiv:2505.22312): the coefficient
/// rises by a step while the entropy is at most the target and falls while it is above.
/// </summary>
/// <remarks>
/// It is a value that a trainer keeps and replaces after each step. The loss gets the coefficient by <c>entropy_weights</c> of the
/// batch, so that it stays the same loss (<see cref="PolicyGradientLossConfig.UseEntropyWeights"/>).
/// <code>
/// c' = min(c + step, maximum) where H &lt;= target, else max(c - step, minimum)        used: c where H &lt;= target, else 0
/// </code>
/// </remarks>
/// <param name="Coefficient">The current coefficient.</param>
/// <param name="Target">The target entropy, in nats per token; infinity for a bonus that is always active.</param>
/// <param name="Step">The change of the coefficient per step.</param>
/// <param name="Minimum">The minimum coefficient.</param>
/// <param name="Maximum">The maximum coefficient.</param>
public sealed record AdaptiveEntropy(double Coefficient, double Target, double Step = 0.005, double Minimum = 0, double Maximum = 1)
{
    /// <summary>The current coefficient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Coefficient { get; init => field = Valid(value, nameof(Coefficient)); } = Valid(Coefficient, nameof(Coefficient));

    /// <summary>The target entropy, in nats per token.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN.</exception>
    public double Target { get; init => field = NotNaN(value); } = NotNaN(Target);

    /// <summary>The change of the coefficient per step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Step { get; init => field = Valid(value, nameof(Step)); } = Valid(Step, nameof(Step));

    /// <summary>The minimum coefficient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Minimum { get; init => field = Valid(value, nameof(Minimum)); } = Valid(Minimum, nameof(Minimum));

    /// <summary>The maximum coefficient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, not finite, or below the minimum.</exception>
    public double Maximum { get; init => field = Valid(value, nameof(Maximum)); } = Maximum >= Minimum
        ? Valid(Maximum, nameof(Maximum))
        : throw new ArgumentOutOfRangeException(nameof(Maximum), Maximum, $"expected at least Minimum, {Minimum}");

    /// <summary>The coefficient to use in a step: 0 while the entropy is above the target.</summary>
    /// <param name="lastEntropy">The mean entropy over all tokens of the last step, in nats; NaN before the first step.</param>
    public double Current(double lastEntropy) => lastEntropy > Target ? 0 : Coefficient;

    /// <summary>The coefficient to use in a step, as <c>entropy_weights</c> of a batch.</summary>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="lastEntropy">The mean entropy of all tokens of the last step; NaN before the first.</param>
    /// <returns>float32, shape <c>[B]</c>, on the CPU.</returns>
    public Tensor CreateWeights(long rows, double lastEntropy)
    {
        using var coefficient = Current(lastEntropy).ToScalar();
        return full([rows], coefficient, dtype: float32);
    }

    /// <summary>
    /// Returns the controller after one step. An entropy of NaN, from a step that failed or had no tokens, changes nothing.
    /// </summary>
    /// <param name="entropy">
    /// The mean entropy of all tokens of that step: the metric <c>entropy</c> of all its microbatches and processes.
    /// </param>
    public AdaptiveEntropy Update(double entropy) => double.IsNaN(entropy) ? this : this with
    {
        Coefficient = entropy <= Target ? Math.Min(Coefficient + Step, Maximum) : Math.Max(Coefficient - Step, Minimum),
    };

    private static double Valid(double value, string name) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "expected a finite number of at least 0");

    private static double NotNaN(double target) => double.IsNaN(target)
        ? throw new ArgumentOutOfRangeException(nameof(Target), target, "expected an entropy in nats, or infinity")
        : target;
}
