namespace LossDsl;

/// <summary>
/// Advantages computed by comparing the rewards of all responses to the same prompt: one number per row, without a value model. Pass
/// the rows of the whole step, before they are split into microbatches.
/// </summary>
/// <remarks>
/// <c>R</c> is the reward of a row. Mean, std and sums run over the <c>K</c> rows of the group whose sample mask is not 0. In estimators
/// that compare a row with its group, a group of one row gets an advantage of 0. Results carry no gradient.
/// </remarks>
public static class GroupAdvantages
{
    /// <summary>
    /// GRPO, arXiv:2402.03300: <c>(R - mean) / (std + ε)</c>, std with Bessel's correction. Without the division by std it is Dr.GRPO,
    /// arXiv:2503.20783.
    /// </summary>
    /// <param name="rewards">The reward of each row, floating point. Shape <c>[B]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="divideByStd">Whether to divide by the standard deviation of the group.</param>
    /// <param name="epsilon">
    /// The ε added to the standard deviation. A group whose rewards are all equal has an advantage of 0 even with an ε of 0.
    /// </param>
    /// <param name="sampleMask">
    /// Rows with 0 are left out of the statistics and get an advantage of 0; null to use all rows. Shape <c>[B]</c>.
    /// </param>
    /// <param name="unbiased">
    /// Whether the standard deviation has Bessel's correction; false for that of the population (AReaL's <c>std_unbiased</c>).
    /// </param>
    /// <param name="useStepStd">
    /// Whether the standard deviation is that of all rows of the step instead of the group (arXiv:2508.08221).
    /// </param>
    /// <returns>The advantage of each row. Shape <c>[B]</c>.</returns>
    /// <exception cref="ArgumentException">Rewards, groups or mask do not have shape <c>[B]</c>.</exception>
    public static Tensor ComputeGrpo(
        Tensor rewards, Tensor groups, bool divideByStd = true, double epsilon = 1e-6, Tensor? sampleMask = null, bool unbiased = true,
        bool useStepStd = false) => Compute(rewards, groups, sampleMask, group =>
    {
        if (!divideByStd)
            return group.Centered;
        var scale = useStepStd ? new RewardGroups(rewards, zeros_like(groups), sampleMask) : group;
        return scale.Normalize(group.Centered, epsilon, unbiased);
    });

    /// <summary>
    /// RLOO, arXiv:2402.14740: the difference from the mean reward of the other responses in the group, <c>(R - mean) K / (K - 1)</c>.
    /// </summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    public static Tensor ComputeLeaveOneOut(Tensor rewards, Tensor groups, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group => group.Centered * group.Count / (group.Count - Scalars.One).clamp_min(Scalars.One));

    /// <summary>
    /// OPO, arXiv:2505.23585: the difference from the length-weighted mean reward, <c>R - sum(length R) / sum(length)</c>.
    /// </summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, floating point. Shape <c>[B]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="lengths">The number of tokens of each row. Shape <c>[B]</c>.</param>
    /// <param name="sampleMask">
    /// Rows with 0 are left out of the statistics and get an advantage of 0; null to use all rows. Shape <c>[B]</c>.
    /// </param>
    public static Tensor ComputeOpo(Tensor rewards, Tensor groups, Tensor lengths, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var weights = lengths.to(float64) * group.Present;
            return group.Rewards - group.SumOf(weights * group.Rewards) / (group.SumOf(weights) + Scalars.Epsilon);
        });

    /// <summary>
    /// Pass@k, arXiv:2503.19595: the best response of a group gets <c>(best - second) / (std + ε)</c>, all others get 0.
    /// </summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    public static Tensor ComputePassAtK(
        Tensor rewards, Tensor groups, bool divideByStd = true, double epsilon = 1e-6, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var lead = group.BestLead();
            return divideByStd ? group.Normalize(lead, epsilon) : lead;
        });

    /// <summary>
    /// GPG, arXiv:2504.02546: <c>(R - mean) α / F</c>, where <c>α</c> is the number of rows divided by the number of rows whose reward is
    /// not 0.
    /// </summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, floating point. Shape <c>[B]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="normalizer">The divisor <c>F</c>.</param>
    /// <param name="sampleMask">
    /// Rows with 0 are left out of the statistics and get an advantage of 0; null to use all rows. Shape <c>[B]</c>.
    /// </param>
    public static Tensor ComputeGpg(Tensor rewards, Tensor groups, double normalizer = 1, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var alpha = group.Present.sum() / ((group.Rewards != Scalars.Zero).to(float64) * group.Present).sum().clamp_min(Scalars.One);
            using var divisor = normalizer.ToScalar();
            return group.Centered * alpha / divisor;
        });

    /// <summary>MAXRL: <c>(R - mean) / (mean + ε)</c>. The rarer a success is, the larger its advantage.</summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, floating point. Shape <c>[B]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="epsilon">The ε added to the mean.</param>
    /// <param name="sampleMask">
    /// Rows with 0 are left out of the statistics and get an advantage of 0; null to use all rows. Shape <c>[B]</c>.
    /// </param>
    public static Tensor ComputeMaxRl(Tensor rewards, Tensor groups, double epsilon = 1e-6, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group => group.Centered / Plus(group.Mean, epsilon));

    /// <summary>
    /// GDPO, arXiv:2601.05242: each kind of reward is normalized within its group by <see cref="ComputeGrpo"/>, then the kinds are summed
    /// with their weights. GDPO whitens this sum over the step: see <see cref="TokenAdvantages.Whiten"/>.
    /// </summary>
    /// <param name="rewards">The rewards of each row, one column per kind of reward. Shape <c>[B, K]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="weights">The <c>K</c> weights of the kinds; null for a weight of 1 each.</param>
    /// <param name="divideByStd">Whether to divide by the standard deviation of the group.</param>
    /// <param name="epsilon">The ε added to the standard deviation.</param>
    /// <param name="sampleMask">
    /// Rows with 0 are left out of the statistics and get an advantage of 0; null to use all rows. Shape <c>[B]</c>.
    /// </param>
    /// <returns>The advantage of each row. Shape <c>[B]</c>.</returns>
    /// <exception cref="ArgumentException">A shape does not match, or the number of weights differs from the number of kinds.</exception>
    public static Tensor ComputeGdpo(
        Tensor rewards, Tensor groups, IReadOnlyList<double>? weights = null, bool divideByStd = true, double epsilon = 1e-6, Tensor? sampleMask = null)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        if (rewards.dim() != 2)
            throw new ArgumentException($"rewards: expected [B, K], got {rewards.FormatShape()}", nameof(rewards));
        if (weights is not null && weights.Count != rewards.size(1))
            throw new ArgumentException($"weights: expected {rewards.size(1)}, one for each kind of reward, got {weights.Count}", nameof(weights));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var sum = zeros([rewards.size(0)], dtype: Precision.Resolve(rewards), device: rewards.device);
        for (var kind = 0; kind < rewards.size(1); kind++)
        {
            using var weight = (weights?[kind] ?? 1).ToScalar();
            sum += weight * ComputeGrpo(rewards.select(1, kind), groups, divideByStd, epsilon, sampleMask);
        }

        return sum.MoveToOuterDisposeScope();
    }

    private static Tensor Plus(Tensor tensor, double epsilon)
    {
        using var number = epsilon.ToScalar();
        return tensor + number;
    }

    private static Tensor Compute(Tensor rewards, Tensor groups, Tensor? sampleMask, Func<RewardGroups, Tensor> advantages)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(groups);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var group = new RewardGroups(rewards, groups, sampleMask);
        return (advantages(group) * group.Present).to(Precision.Resolve(rewards)).MoveToOuterDisposeScope();
    }
}
