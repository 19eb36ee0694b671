namespace LossDsl;

/// <summary>
/// Advantages of answers by the rewards of all answers to the same prompt: one number a row, without a value model. Rows of the whole
/// step go in, before it is cut into microbatches.
/// </summary>
/// <remarks>
/// <c>R</c> is the reward of a row; mean, std and sums are over the rows of its group that count, <c>K</c> of them. A group of one says
/// nothing: its advantage is 0 wherever a group is compared with itself. No gradient passes.
/// </remarks>
public static class GroupAdvantages
{
    /// <summary>GRPO, arXiv:2402.03300: <c>(R - mean) / (std + ε)</c> with Bessel's correction; without std Dr.GRPO, arXiv:2503.20783.</summary>
    /// <param name="rewards">The reward of each row, float. Shape <c>[B]</c>.</param>
    /// <param name="groups">The number of its prompt, any integer. Shape <c>[B]</c>.</param>
    /// <param name="divideByStd">Whether to divide by the standard deviation.</param>
    /// <param name="epsilon">What is added to it.</param>
    /// <param name="sampleMask">Which rows count: 0 means absent, with an advantage of 0. Null for all.</param>
    /// <returns>Shape <c>[B]</c>.</returns>
    /// <exception cref="ArgumentException">Rewards, groups or mask are not one a row.</exception>
    public static Tensor ComputeGrpo(
        Tensor rewards, Tensor groups, bool divideByStd = true, double epsilon = 1e-6, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group => divideByStd ? group.Centered / Plus(group.Std, epsilon) : group.Centered);

    /// <summary>The difference from the mean of the other answers: RLOO, arXiv:2402.14740: <c>(R - mean) K / (K - 1)</c>.</summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    public static Tensor ComputeLeaveOneOut(Tensor rewards, Tensor groups, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group => group.Centered * group.Count / (group.Count - Scalars.One).clamp_min(Scalars.One));

    /// <summary>OPO, arXiv:2505.23585: the difference from the mean by length, <c>R - sum(length R) / sum(length)</c>.</summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, float. Shape <c>[B]</c>.</param>
    /// <param name="groups">The number of its prompt, any integer. Shape <c>[B]</c>.</param>
    /// <param name="lengths">The number of tokens of each row. Shape <c>[B]</c>.</param>
    /// <param name="sampleMask">Which rows count: 0 means absent, with an advantage of 0. Null for all.</param>
    public static Tensor ComputeOpo(Tensor rewards, Tensor groups, Tensor lengths, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var weights = lengths.to(float64) * group.Present;
            return group.Rewards - group.SumOf(weights * group.Rewards) / (group.SumOf(weights) + Scalars.Epsilon);
        });

    /// <summary>
    /// Pass@k, arXiv:2503.19595: the best answer of a group gets <c>(best - second) / (std + ε)</c>, all others nothing.
    /// </summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    public static Tensor ComputePassAtK(
        Tensor rewards, Tensor groups, bool divideByStd = true, double epsilon = 1e-6, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var lead = group.BestLead();
            return divideByStd ? lead / Plus(group.Std, epsilon) : lead;
        });

    /// <summary>GPG, arXiv:2504.02546: <c>(R - mean) α / F</c>, with <c>α</c> all rows over those whose reward is not 0.</summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, float. Shape <c>[B]</c>.</param>
    /// <param name="groups">The number of its prompt, any integer. Shape <c>[B]</c>.</param>
    /// <param name="normalizer">The divisor <c>F</c>.</param>
    /// <param name="sampleMask">Which rows count: 0 means absent, with an advantage of 0. Null for all.</param>
    public static Tensor ComputeGpg(Tensor rewards, Tensor groups, double normalizer = 1, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group =>
        {
            var alpha = group.Present.sum() / ((group.Rewards != Scalars.Zero).to(float64) * group.Present).sum().clamp_min(Scalars.One);
            using var divisor = normalizer.ToScalar();
            return group.Centered * alpha / divisor;
        });

    /// <summary>MAXRL: <c>(R - mean) / (mean + ε)</c>: the rarer a success, the more it counts.</summary>
    /// <inheritdoc cref="ComputeGrpo"/>
    /// <param name="rewards">The reward of each row, float. Shape <c>[B]</c>.</param>
    /// <param name="groups">The number of its prompt, any integer. Shape <c>[B]</c>.</param>
    /// <param name="epsilon">What is added to the mean.</param>
    /// <param name="sampleMask">Which rows count: 0 means absent, with an advantage of 0. Null for all.</param>
    public static Tensor ComputeMaxRl(Tensor rewards, Tensor groups, double epsilon = 1e-6, Tensor? sampleMask = null) => Compute(
        rewards, groups, sampleMask, group => group.Centered / Plus(group.Mean, epsilon));

    /// <summary>
    /// GDPO, arXiv:2601.05242: each kind of reward is normalized in its group as by <see cref="ComputeGrpo"/>, then they are added by
    /// weight. The sum is meant to be whitened over the step (<see cref="TokenAdvantages.Whiten"/>).
    /// </summary>
    /// <param name="rewards">The rewards of each row by kind. Shape <c>[B, K]</c>.</param>
    /// <param name="groups">The number of its prompt, any integer. Shape <c>[B]</c>.</param>
    /// <param name="weights">The weight of each kind; null for 1 each.</param>
    /// <param name="divideByStd">Whether to divide by the standard deviation.</param>
    /// <param name="epsilon">What is added to it.</param>
    /// <param name="sampleMask">Which rows count: 0 means absent, with an advantage of 0. Null for all.</param>
    /// <returns>Shape <c>[B]</c>.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or there are not as many weights as kinds.</exception>
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
