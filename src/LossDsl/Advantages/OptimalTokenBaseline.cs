namespace LossDsl;

/// <summary>
/// The baseline of least variance for each token position (verl's optimal token baseline): answers weigh by how much gradient they
/// have gathered so far.
/// </summary>
/// <remarks>
/// <code>
/// G_t = sum of the rewards from t on         e_t = 1 - 2 p_t + sum(π²)   (times w² with weights)      E_t = sum of e up to t
/// b_t = sum over the group of G_t E_t / (sum over the group of E_t + ε)                                A_t = G_t - b_t
/// </code>
/// </remarks>
public static class OptimalTokenBaseline
{
    /// <summary>Computes advantages and returns.</summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="groups">The number of the prompt of each row, any integer. Shape <c>[B]</c>.</param>
    /// <param name="logprobs">Log-probability of each token under the policy that drew it, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="sumOfSquares">The sum of the squared probabilities of all tokens at that position. The same shape.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="weights">Importance weights of the tokens; null for 1.</param>
    /// <param name="byPlace">Whether rows are compared by the number of tokens that count so far, and not by position (several turns).</param>
    /// <param name="handleZeroTail">Whether the longest row has no baseline beyond the end of the second longest.</param>
    /// <param name="epsilon">What is added to the divisor.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static AdvantagesAndReturns Compute(
        Tensor rewards,
        Tensor groups,
        Tensor logprobs,
        Tensor sumOfSquares,
        Tensor mask,
        Tensor? weights = null,
        bool byPlace = false,
        bool handleZeroTail = true,
        double epsilon = 1e-8)
    {
        TokenAdvantages.Check(rewards, logprobs, nameof(logprobs));
        TokenAdvantages.Check(rewards, sumOfSquares, nameof(sumOfSquares));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (index, count) = RowGroups.Number(groups, rewards);
        var isPresent = mask != Scalars.Zero;
        var present = isPresent.to(float64);
        var returns = TokenAdvantages.RewardToGo(rewards, mask).to(float64);
        var energy = ones_like(returns) - logprobs.to(float64).exp() * Scalars.Two + sumOfSquares.to(float64);
        if (weights is not null)
            energy *= weights.to(float64).square();
        var energies = Masked.Fill(energy, isPresent.logical_not()).cumsum(1);
        var lengths = present.sum(1);
        // A row's token number: its column, or how many tokens that count stand before it.
        var places = byPlace
            ? (present.cumsum(1) - Scalars.One).clamp_min(Scalars.Zero).to(int64)
            : (ones_like(mask, dtype: int64).cumsum(1) - Scalars.One);
        var (g, e) = (AtPlaces(returns * present), AtPlaces(energies * present));
        using var least = epsilon.ToScalar();
        var baselines = RowGroups.Sum(g * e, index, count) / (RowGroups.Sum(e, index, count) + least);
        var own = Masked.Fill(baselines.index_select(0, index), IsWithout(index, lengths, mask.size(1), byPlace, handleZeroTail));
        var advantages = (returns - own.gather(1, places)) * present;
        var dtype = Precision.Resolve(rewards);
        return new AdvantagesAndReturns(advantages.to(dtype).MoveToOuterDisposeScope(), returns.to(dtype).MoveToOuterDisposeScope());

        Tensor AtPlaces(Tensor values) => byPlace ? zeros_like(values).scatter_add(1, places, values) : values;
    }

    // Where a row has no baseline: alone in its group, or beyond all others.
    private static Tensor IsWithout(Tensor index, Tensor lengths, long length, bool byPlace, bool handleZeroTail)
    {
        var (group, tokens) = (DeviceTransfer.ReadIntegers(index), DeviceTransfer.ReadDoubles(lengths));
        var from = Enumerable.Repeat((double)length, group.Length).ToArray();
        foreach (var rows in Enumerable.Range(0, group.Length).GroupBy(row => group[row]))
        {
            var longest = rows.OrderByDescending(row => tokens[row]).ToList();
            // Compared by place, a row without tokens has nothing to compare with.
            if (longest.Count == 1 || (byPlace && tokens[longest[1]] == 0))
                from[longest[0]] = 0;
            else if (handleZeroTail && tokens[longest[0]] > tokens[longest[1]])
                from[longest[0]] = tokens[longest[1]];
        }

        var columns = ones(length, dtype: float64).cumsum(0) - Scalars.One;
        return columns.unsqueeze(0).ge(tensor(from).unsqueeze(-1)).to(index.device);
    }
}
