using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training;

public class RewardAdvantagesTests
{
    [Fact]
    public void Rewards_are_measured_against_their_own_group()
    {
        var advantages = RewardAdvantages.Compute([0, 1, 5, 5, 5, 9], groupSize: 2);

        Assert.Equal([-1, 1, 0, 0, -1, 1], advantages);
    }

    [Fact]
    public void A_group_has_mean_zero_and_deviation_one()
    {
        var advantages = RewardAdvantages.Compute([0, 0, 0, 1], groupSize: 4);

        var third = (float)(1 / Math.Sqrt(3));
        Assert.Equal([-third, -third, -third, 3 * third], advantages, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Rewards_that_differ_by_rounding_give_no_advantage() =>
        Assert.All(RewardAdvantages.Compute([0.1 + 0.2, 0.3, 0.3], groupSize: 3), advantage => Assert.Equal(0, advantage));

    [Fact]
    public void Rows_that_fill_no_whole_group_are_refused() =>
        Assert.Throws<ArgumentException>(() => RewardAdvantages.Compute([1, 2, 3], groupSize: 2));
}
