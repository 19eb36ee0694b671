namespace LossDsl;

/// <summary>The rewards <c>[B]</c> with statistics of each row's group, in float64. All tensors have shape <c>[B]</c>.</summary>
internal sealed class RewardGroups
{
    private readonly Tensor _index;
    private readonly long _groups;

    /// <exception cref="ArgumentException">Rewards, groups or mask do not have shape <c>[B]</c>.</exception>
    public RewardGroups(Tensor rewards, Tensor groups, Tensor? sampleMask)
    {
        if (rewards.dim() != 1 || !rewards.is_floating_point())
            throw new ArgumentException($"rewards: expected one floating-point number a row, got {rewards.dtype} {rewards.FormatShape()}", nameof(rewards));
        sampleMask?.RequireShapeOf(rewards, "sample_mask", nameof(rewards), nameof(sampleMask));
        (_index, _groups) = RowGroups.Number(groups, rewards);
        Present = sampleMask is null ? ones(rewards.shape, dtype: float64, device: rewards.device) : (sampleMask != Scalars.Zero).to(float64);
        Rewards = Masked.Fill(rewards.to(float64), Present == Scalars.Zero);
        Count = SumOf(Present);
        Mean = SumOf(Rewards) / Count.clamp_min(Scalars.One);
        // Equal rewards, one response included, have nothing to compare. Their mean may differ from them by rounding.
        Centered = Masked.Fill(Rewards - Mean, SumOf((Rewards != SelectOnePerGroup()).to(float64) * Present) == Scalars.Zero) * Present;
    }

    /// <summary>1 for rows whose sample mask is not 0, else 0.</summary>
    public Tensor Present { get; }

    /// <summary>The rewards, with 0 in masked rows.</summary>
    public Tensor Rewards { get; }

    /// <summary>The number of unmasked rows in the group.</summary>
    public Tensor Count { get; }

    /// <summary>The mean reward of the group.</summary>
    public Tensor Mean { get; }

    /// <summary>The reward minus the mean of the group; 0 in a group whose rewards are all equal.</summary>
    public Tensor Centered { get; }

    /// <summary>Divides by the standard deviation of the rewards of each group; 0 where that is 0.</summary>
    /// <param name="values">One number per row.</param>
    /// <param name="epsilon">The ε added to the standard deviation.</param>
    /// <param name="unbiased">Whether the standard deviation has Bessel's correction.</param>
    public Tensor Normalize(Tensor values, double epsilon, bool unbiased = true)
    {
        using var added = epsilon.ToScalar();
        var count = unbiased ? Count - Scalars.One : Count;
        var deviation = (SumOf(Centered * Centered) / count.clamp_min(Scalars.One)).sqrt();
        return Masked.Fill(values / (deviation + added), deviation == Scalars.Zero);
    }

    /// <summary>The sum over the group, at each of its rows.</summary>
    public Tensor SumOf(Tensor values) => RowGroups.Sum(values, _index, _groups).index_select(0, _index);

    // At each row, the reward of some unmasked row of its group.
    private Tensor SelectOnePerGroup()
    {
        using var absent = _groups.ToScalar();
        var places = _index.masked_fill(Present == Scalars.Zero, absent);
        return zeros([_groups + 1], dtype: float64, device: Rewards.device).scatter(0, places, Rewards).index_select(0, _index);
    }

    /// <summary>
    /// The difference between the best and the second reward of a group, at the first row with the best reward; 0 at all other rows.
    /// </summary>
    public Tensor BestLead()
    {
        var lead = zeros_like(Rewards);
        var (index, present, rewards) = (DeviceTransfer.ReadIntegers(_index), DeviceTransfer.ReadDoubles(Present), DeviceTransfer.ReadDoubles(Rewards));
        foreach (var rows in Enumerable.Range(0, rewards.Length).Where(row => present[row] != 0).GroupBy(row => index[row]))
        {
            var ranked = rows.OrderByDescending(row => rewards[row]).ToList();
            if (ranked.Count < 2)
                continue;
            using var value = (rewards[ranked[0]] - rewards[ranked[1]]).ToScalar();
            lead.narrow(0, ranked[0], 1).fill_(value);
        }

        return lead;
    }
}
