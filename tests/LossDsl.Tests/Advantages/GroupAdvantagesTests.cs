namespace LossDsl.Tests.Advantages;

/// <summary>Group-relative advantages, compared with numbers computed by hand.</summary>
public sealed class GroupAdvantagesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    private readonly Tensor _rewards = tensor(new double[] { 1, 3, 5, 2, 4, 7 });

    private readonly Tensor _groups = tensor(new long[] { 8, 8, 8, -1, -1, 40 });

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Grpo_has_Bessels_correction() => Are([-1, 0, 1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 0], GroupAdvantages.ComputeGrpo(_rewards, _groups));

    [Fact]
    public void Grpo_by_the_deviation_of_the_population()
    {
        var root = Math.Sqrt(1.5);
        Are([-root, 0, root, -1, 1, 0], GroupAdvantages.ComputeGrpo(_rewards, _groups, unbiased: false));
    }

    [Fact]
    public void Grpo_by_the_deviation_of_the_whole_step()
    {
        // The mean of the six is 22/6, the sum of their squares 104.
        var deviation = Math.Sqrt((104 - 22 * 22 / 6.0) / 5);
        Are([-2 / deviation, 0, 2 / deviation, -1 / deviation, 1 / deviation, 0], GroupAdvantages.ComputeGrpo(_rewards, _groups, useStepStd: true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-30)]
    public void Equal_rewards_give_no_advantage_whatever_is_added_to_the_deviation(double epsilon)
    {
        // Ten times 0.1 is not 1: the mean differs from each reward.
        var rewards = full([10], 0.1, dtype: float64);
        var groups = zeros([10], dtype: int64);
        Are(new double[10], GroupAdvantages.ComputeGrpo(rewards, groups, epsilon: epsilon));
        Are(new double[10], GroupAdvantages.ComputePassAtK(rewards, groups, epsilon: epsilon));
        rewards[3] = double.NaN;
        Are(new double[10], GroupAdvantages.ComputeGrpo(rewards, groups, epsilon: epsilon, sampleMask: rewards.isfinite().to(float32)));
    }

    [Fact]
    public void Without_std() => Are([-2, 0, 2, -1, 1, 0], GroupAdvantages.ComputeGrpo(_rewards, _groups, divideByStd: false));

    [Fact]
    public void Leave_one_out_compares_with_the_others() => Are([-3, 0, 3, -2, 2, 0], GroupAdvantages.ComputeLeaveOneOut(_rewards, _groups));

    [Fact]
    public void Opo_weighs_by_length() => Are(
        [-2.75, -0.75, 1.25, -1, 1, 0], GroupAdvantages.ComputeOpo(_rewards, _groups, tensor(new long[] { 1, 3, 4, 2, 2, 9 })));

    [Fact]
    public void Pass_at_k_pays_the_best_alone() => Are([0, 0, 1, 0, Math.Sqrt(2), 0], GroupAdvantages.ComputePassAtK(_rewards, _groups));

    [Fact]
    public void Gpg_and_maxrl()
    {
        Are([-1, 0, 1, -0.5, 0.5, 0], GroupAdvantages.ComputeGpg(_rewards, _groups, normalizer: 2));
        Are([-2 / 3.0, 0, 2 / 3.0, -1 / 3.0, 1 / 3.0, 0], GroupAdvantages.ComputeMaxRl(_rewards, _groups));
    }

    [Fact]
    public void Gdpo_adds_what_each_reward_gives()
    {
        var both = stack([_rewards, -_rewards], 1);
        Are([-1, 0, 1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 0], GroupAdvantages.ComputeGdpo(both, _groups, [3, 2]));
    }

    [Fact]
    public void An_absent_row_reaches_nothing()
    {
        var rewards = tensor(new double[] { 1, double.NaN, 5, 2, 4, 7 });
        var mask = tensor(new double[] { 1, 0, 1, 1, 1, 1 });
        Are([-Math.Sqrt(0.5), 0, Math.Sqrt(0.5), -Math.Sqrt(0.5), Math.Sqrt(0.5), 0], GroupAdvantages.ComputeGrpo(rewards, _groups, sampleMask: mask));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("groups: expected one integer for each of the 6 rows", Assert.Throws<ArgumentException>(() => GroupAdvantages.ComputeGrpo(_rewards, _rewards)).Message);
        Assert.Contains("rewards: expected one floating-point number a row", Assert.Throws<ArgumentException>(() => GroupAdvantages.ComputeGrpo(_groups, _groups)).Message);
        Assert.Contains("weights: expected 2", Assert.Throws<ArgumentException>(() => GroupAdvantages.ComputeGdpo(stack([_rewards, _rewards], 1), _groups, [1])).Message);
    }

    private static void Are(double[] expected, Tensor actual)
    {
        Assert.Equal(expected.Length, actual.numel());
        Assert.All(expected.Zip(actual.data<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
