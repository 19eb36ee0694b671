namespace LossDsl;

/// <summary>
/// The minimum-variance baseline of each token position (verl's optimal token baseline): a weighted mean of the returns of the group,
/// where each response is weighted by its accumulated gradient energy.
/// </summary>
/// <remarks>
/// <code>
/// G_t = sum of the rewards from t on         e_t = 1 - 2 p_t + sum(π²)   (times w² with weights)      E_t = sum of e up to t
/// b_t = sum over the group of G_t E_t / (sum over the group of E_t + ε)                                A_t = G_t - b_t
/// </code>
/// <c>p_t</c> is the probability of the token, <c>π</c> the distribution over the vocabulary at its position.
/// </remarks>
public static class OptimalTokenBaseline
{
    /// <summary>Computes the advantages <c>A</c> and the returns <c>G</c>.</summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="logprobs">Log-probability of each token under the policy that sampled it, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="sumOfSquares">The sum of squared probabilities over the vocabulary at each position. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="weights">Importance weights of the tokens; null for 1. Shape <c>[B, N]</c>.</param>
    /// <param name="byPlace">
    /// Whether rows of a group are aligned by the number of unmasked tokens so far instead of by column, for responses of several turns.
    /// </param>
    /// <param name="handleZeroTail">Whether the longest row of a group has no baseline after the end of the second longest.</param>
    /// <param name="epsilon">The ε added to the denominator of the baseline.</param>
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
        // The index by which rows are aligned: the column, or the number of unmasked tokens before the token.
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

    // True where a row has no baseline: it is alone in its group, or longer than every other row of the group.
    private static Tensor IsWithout(Tensor index, Tensor lengths, long length, bool byPlace, bool handleZeroTail)
    {
        var (group, tokens) = (DeviceTransfer.ReadIntegers(index), DeviceTransfer.ReadDoubles(lengths));
        var from = Enumerable.Repeat((double)length, group.Length).ToArray();
        foreach (var rows in Enumerable.Range(0, group.Length).GroupBy(row => group[row]))
        {
            var longest = rows.OrderByDescending(row => tokens[row]).ToList();
            // When rows are aligned by unmasked tokens, a row without any cannot be compared.
            if (longest.Count == 1 || (byPlace && tokens[longest[1]] == 0))
                from[longest[0]] = 0;
            else if (handleZeroTail && tokens[longest[0]] > tokens[longest[1]])
                from[longest[0]] = tokens[longest[1]];
        }

        var columns = ones(length, dtype: float64).cumsum(0) - Scalars.One;
        return columns.unsqueeze(0).ge(tensor(from).unsqueeze(-1)).to(index.device);
    }
}
