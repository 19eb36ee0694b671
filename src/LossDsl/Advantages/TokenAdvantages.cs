namespace LossDsl;

/// <summary>Per-token advantages from per-token rewards and values. Results carry no gradient.</summary>
/// <remarks>
/// Tokens whose mask is 0 (tool output, padding) are skipped: the recursion continues from the next unmasked token, and no value at a
/// masked token affects another token.
/// </remarks>
public static class TokenAdvantages
{
    /// <summary>
    /// Generalized advantage estimation, arXiv:1506.02438: <c>δ_t = r_t + γ V_{t+1} - V_t</c>, <c>A_t = δ_t + γ λ A_{t+1}</c> over the
    /// unmasked tokens; the returns are <c>A + V</c>.
    /// </summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="values">The value <c>V</c> at each token. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="gamma">The discount γ.</param>
    /// <param name="lambda">The λ of GAE, the same for all rows.</param>
    /// <returns>Advantages that are not whitened. A masked token has the advantage of the next unmasked token of its row.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static AdvantagesAndReturns ComputeGae(Tensor rewards, Tensor values, Tensor mask, double gamma = 1, double lambda = 1)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        using var trace = lambda.ToScalar();
        using var lambdas = full([rewards.size(0)], trace, dtype: Precision.Resolve(rewards), device: rewards.device);
        return ComputeGae(rewards, values, mask, gamma, lambdas);
    }

    /// <inheritdoc cref="ComputeGae(Tensor, Tensor, Tensor, double, double)"/>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="values">The value <c>V</c> at each token. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="gamma">The discount γ.</param>
    /// <param name="lambdas">The λ of each row, such as from <see cref="ComputeLengthAdaptiveLambda"/>. Shape <c>[B]</c>.</param>
    public static AdvantagesAndReturns ComputeGae(Tensor rewards, Tensor values, Tensor mask, double gamma, Tensor lambdas)
    {
        Check(rewards, values, nameof(values));
        Check(rewards, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var dtype = Precision.Resolve(rewards, values);
        var isPresent = mask != Scalars.Zero;
        var absent = isPresent.logical_not();
        var (r, v) = (Masked.Fill(rewards.to(dtype), absent), Masked.Fill(values.to(dtype), absent));
        using var discount = gamma.ToScalar();
        var trace = lambdas.to(dtype) * discount;
        var (advantage, next) = (zeros([r.size(0)], dtype: dtype, device: r.device), zeros([r.size(0)], dtype: dtype, device: r.device));
        var advantages = new Tensor[r.size(1)];
        for (var t = advantages.Length - 1; t >= 0; t--)
        {
            var (counts, value) = (isPresent.select(1, t), v.select(1, t));
            var updated = r.select(1, t) + next * discount - value + trace * advantage;
            advantage = where(counts, updated, advantage);
            next = where(counts, value, next);
            advantages[t] = advantage;
        }

        var stacked = advantages.Length == 0 ? zeros_like(r) : stack(advantages, 1);
        return new AdvantagesAndReturns(stacked.MoveToOuterDisposeScope(), (stacked + values.to(dtype)).MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Length-adaptive λ of VAPO, arXiv:2504.05118: <c>1 - 1 / (α l)</c> for a row of <c>l</c> unmasked tokens, at least 0.
    /// </summary>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="alpha">The constant α.</param>
    /// <returns>Shape <c>[B]</c>, float32.</returns>
    public static Tensor ComputeLengthAdaptiveLambda(Tensor mask, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (!(alpha > 0))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "expected a number greater than 0");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var scale = alpha.ToScalar();
        var lengths = (mask != Scalars.Zero).sum(1).to(float32).clamp_min(Scalars.One) * scale;
        return (ones_like(lengths) - lengths.reciprocal()).clamp_min(Scalars.Zero).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// REINFORCE++, arXiv:2501.03262: the discounted sum of future rewards, whitened over the tokens of the step.
    /// </summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="gamma">The discount γ.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static AdvantagesAndReturns ComputeReinforcePlusPlus(Tensor rewards, Tensor mask, double gamma = 1)
    {
        Check(rewards, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var dtype = Precision.Resolve(rewards);
        var isPresent = mask != Scalars.Zero;
        var r = Masked.Fill(rewards.to(dtype), isPresent.logical_not());
        using var discount = gamma.ToScalar();
        var running = zeros([r.size(0)], dtype: dtype, device: r.device);
        var returns = new Tensor[r.size(1)];
        for (var t = returns.Length - 1; t >= 0; t--)
        {
            var counts = isPresent.select(1, t);
            running = where(counts, r.select(1, t) + running * discount, running);
            returns[t] = where(counts, running, zeros_like(running));
        }

        var stacked = returns.Length == 0 ? zeros_like(r) : stack(returns, 1);
        var advantages = Masked.Fill(Whiten(stacked, mask), isPresent.logical_not());
        return new AdvantagesAndReturns(advantages.MoveToOuterDisposeScope(), stacked.MoveToOuterDisposeScope());
    }

    /// <summary>REINFORCE++ with a baseline: the reward minus the mean of its group, at every token of the row, then whitened.</summary>
    /// <param name="rewards">The reward of each row, floating point. Shape <c>[B]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <returns>The advantage of each token, 0 where masked. Shape <c>[B, N]</c>.</returns>
    public static Tensor ComputeReinforcePlusPlusBaseline(Tensor rewards, Tensor groups, Tensor mask)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var spread = Spread(GroupAdvantages.ComputeGrpo(rewards, groups, divideByStd: false), mask);
        return Masked.Fill(Whiten(spread, mask), mask == Scalars.Zero).MoveToOuterDisposeScope();
    }

    /// <summary>ReMax, arXiv:2310.10505: the sum of future rewards minus the reward of the greedy response to the same prompt.</summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="baselines">The reward of the greedy response. Shape <c>[B]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static AdvantagesAndReturns ComputeReMax(Tensor rewards, Tensor baselines, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var returns = RewardToGo(rewards, mask);
        var advantages = returns - Spread(baselines.to(returns.dtype), mask);
        return new AdvantagesAndReturns(advantages.MoveToOuterDisposeScope(), returns.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// On-policy distillation: the log-ratio of teacher to student at each token that the student sampled, <c>log π_T - log π_S</c>.
    /// </summary>
    /// <param name="teacher">Log-probability of each token under the teacher, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="student">Log-probability of each token under the student, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: masked tokens (0) get an advantage of 0. Shape <c>[B, N]</c>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor ComputeDistillation(Tensor teacher, Tensor student, Tensor mask)
    {
        Check(teacher, student, nameof(student));
        Check(teacher, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return Masked.Fill(teacher.detach() - student.detach(), mask == Scalars.Zero).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Whitens values: subtracts the mean and divides by the standard deviation (Bessel's correction), both over the unmasked tokens.
    /// </summary>
    /// <param name="values">The values. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <returns><c>(x - mean) / sqrt(var + 1e-8)</c> at every token, masked tokens included. Shape <c>[B, N]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Whiten(Tensor values, Tensor mask)
    {
        Check(values, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var isPresent = (mask != Scalars.Zero).to(float64);
        var x = Masked.Fill(values.to(float64), isPresent == Scalars.Zero);
        var count = isPresent.sum();
        var mean = x.sum() / (count + Scalars.Epsilon);
        var deviation = (x - mean) * isPresent;
        var variance = (deviation * deviation).sum() / (count - Scalars.One).clamp_min(Scalars.One);
        return ((values.to(float64) - mean) / (variance + Scalars.Epsilon).sqrt()).to(Precision.Resolve(values)).MoveToOuterDisposeScope();
    }

    /// <summary>Broadcasts one number per row to the unmasked tokens of the row; masked tokens get 0.</summary>
    /// <param name="rows">One number per row. Shape <c>[B]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <exception cref="ArgumentException">The shapes are not <c>[B]</c> and <c>[B, N]</c>.</exception>
    public static Tensor Spread(Tensor rows, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(mask);
        if (rows.dim() != 1 || mask.dim() != 2 || rows.size(0) != mask.size(0))
            throw new ArgumentException($"rows: expected [B] beside a mask [B, N], got {rows.FormatShape()} and {mask.FormatShape()}", nameof(rows));
        using var scope = NewDisposeScope();
        return Masked.Fill(rows.detach().unsqueeze(-1).expand(mask.shape), mask == Scalars.Zero).MoveToOuterDisposeScope();
    }

    /// <summary>The sum of the rewards from each token to the end of its row, masked tokens counted as 0. Shape <c>[B, N]</c>.</summary>
    internal static Tensor RewardToGo(Tensor rewards, Tensor mask)
    {
        Check(rewards, mask, nameof(mask));
        var present = Masked.Fill(rewards.to(Precision.Resolve(rewards)), mask == Scalars.Zero);
        return present.flip(1).cumsum(1).flip(1);
    }

    internal static void Check(Tensor first, Tensor other, string name)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(other, name);
        if (first.dim() != 2 || !other.shape.AsSpan().SequenceEqual(first.shape))
            throw new ArgumentException($"{name}: expected [B, N] like {first.FormatShape()}, got {other.FormatShape()}", name);
    }
}
