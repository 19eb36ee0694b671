namespace LossDsl;

/// <summary>Rewards with the statistics of the groups that they belong to, in float64 and one number a row.</summary>
internal sealed class RewardGroups
{
    private readonly Tensor _index;
    private readonly long _groups;

    /// <summary>Reads rewards.</summary>
    /// <exception cref="ArgumentException">They, the groups or the mask are not one a row.</exception>
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
        // Of one answer there is no other one to compare it with.
        Centered = Masked.Fill(Rewards - Mean, Count <= Scalars.One) * Present;
    }

    /// <summary>1 for rows that count, else 0.</summary>
    public Tensor Present { get; }

    /// <summary>The rewards; 0 where absent.</summary>
    public Tensor Rewards { get; }

    /// <summary>How many rows of the group count.</summary>
    public Tensor Count { get; }

    /// <summary>Their mean reward.</summary>
    public Tensor Mean { get; }

    /// <summary>The reward without the mean; 0 in a group of one.</summary>
    public Tensor Centered { get; }

    /// <summary>The standard deviation of the group's rewards, with Bessel's correction; 0 in a group of one.</summary>
    public Tensor Std => (SumOf(Centered * Centered) / (Count - Scalars.One).clamp_min(Scalars.One)).sqrt();

    /// <summary>The sum of a number of each row over its group.</summary>
    public Tensor SumOf(Tensor values) => RowGroups.Sum(values, _index, _groups).index_select(0, _index);

    /// <summary>By how much the best of a group leads the second, on the first row that is the best; 0 on all others.</summary>
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
