namespace LossDsl.Tests.Advantages;

/// <summary>Token advantages, compared with numbers computed by hand.</summary>
public sealed class TokenAdvantagesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    private readonly Tensor _rewards = tensor(new double[] { 0, 1, double.NaN, 2 }, [1, 4]);

    private readonly Tensor _mask = tensor(new double[] { 1, 1, 0, 1 }, [1, 4]);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Gae_carries_values_and_advantages_past_a_hole()
    {
        var values = tensor(new double[] { 0.5, 1, double.NaN, 3 }, [1, 4]);
        var (advantages, returns) = TokenAdvantages.ComputeGae(_rewards, values, _mask, gamma: 0.5, lambda: 0.5);

        // Backwards from the last token: 2 - 3; 1 + 0.5 * 3 - 1 - 0.25; 0.5 * 1 - 0.5 + 0.25 * 1.25.
        var (last, second) = (-1.0, 1.25);
        var first = 0.25 * second;
        Assert.Equal([first, second, last, last], advantages.data<double>().ToArray());
        Assert.Equal([first + 0.5, second + 1], returns.narrow(1, 0, 2).contiguous().data<double>().ToArray());
    }

    [Fact]
    public void Gae_takes_a_trace_for_each_row()
    {
        var (rewards, values, mask) = (tensor(new double[] { 0, 1, 0, 1 }, [2, 2]), zeros(2, 2, dtype: float64), ones(2, 2, dtype: float64));
        var (advantages, _) = TokenAdvantages.ComputeGae(rewards, values, mask, 1, tensor(new[] { 0.0, 1 }));
        Assert.Equal([0, 1, 1, 1], advantages.data<double>().ToArray());
    }

    [Fact]
    public void Lambda_grows_with_the_length() => Assert.Equal(
        [0, 0.5f], TokenAdvantages.ComputeLengthAdaptiveLambda(tensor(new float[] { 1, 0, 0, 0, 1, 1, 1, 1 }, [2, 4]), alpha: 0.5).data<float>().ToArray());

    [Fact]
    public void Reinforce_plus_plus_carries_the_return_past_a_hole()
    {
        var (advantages, returns) = TokenAdvantages.ComputeReinforcePlusPlus(_rewards, _mask, gamma: 0.5);

        Assert.Equal([1, 2, 0, 2], returns.data<double>().ToArray());
        var deviation = Math.Sqrt(1 / 3.0 + 1e-8);
        Assert.All(
            new[] { -2 / 3.0 / deviation, 1 / 3.0 / deviation, 0, 1 / 3.0 / deviation }.Zip(advantages.data<double>()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Remax_takes_the_greedy_answer_off()
    {
        var (advantages, returns) = TokenAdvantages.ComputeReMax(_rewards, tensor(new[] { 1.5 }), _mask);
        Assert.Equal([3, 3, 2, 2], returns.data<double>().ToArray());
        Assert.Equal([1.5, 1.5, 2, 0.5], advantages.data<double>().ToArray());
    }

    [Fact]
    public void Distillation_is_the_difference_and_0_where_absent() => Assert.Equal(
        [1, -1, 0, 0],
        TokenAdvantages.ComputeDistillation(
            tensor(new double[] { -1, -2, double.NaN, -3 }, [1, 4]), tensor(new double[] { -2, -1, 0, -3 }, [1, 4]), _mask).data<double>().ToArray());

    [Fact]
    public void A_reward_takes_the_divergence_off()
    {
        var (policy, reference) = (tensor(new double[] { -1, -1, double.NaN, -1 }, [1, 4]), tensor(new double[] { -2, -1, -1, -1 }, [1, 4]));
        var rewards = tensor(new double[] { 0, 1, 0, 2 }, [1, 4]);
        var (shaped, mean) = KlReward.Subtract(rewards, policy, reference, _mask, 0.5);
        Assert.Equal([-0.5, 1, 0, 2], shaped.data<double>().ToArray());
        Assert.Equal(1 / 3.0, mean.ToDouble(), 1e-6);
        Assert.Equal([-0.5, 0, 0, 3], KlReward.Shape(tensor(new[] { 3.0 }), tensor(new double[] { 1, 0, 0, 0 }, [1, 4]), _mask, 0.5).data<double>().ToArray());
        Assert.Equal(0.1 * (1 + 0.2 * 50 / 1000), new AdaptiveKl(0.1, 0.2, 1000).Update(1, 50).Coefficient, 1e-12);
    }

    [Fact]
    public void Shapes_that_differ_are_refused() => Assert.Contains(
        "mask: expected [B, N] like [1, 4], got [4]",
        Assert.Throws<ArgumentException>(() => TokenAdvantages.ComputeReinforcePlusPlus(_rewards, _mask.view(-1))).Message);
}
