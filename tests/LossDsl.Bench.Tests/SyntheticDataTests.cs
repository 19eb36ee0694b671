using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class SyntheticDataTests
{
    [Fact]
    public void Numbers_follow_from_their_place_and_seed()
    {
        using var scope = NewDisposeScope();
        double Fraction(long k) => k * k % int.MaxValue * 48271 % int.MaxValue / (double)int.MaxValue;

        Assert.Equal(
            [(float)Fraction(1), (float)Fraction(2), (float)Fraction(3)], SyntheticData.Uniform([3], 0, 1, seed: 0).data<float>().ToArray());
        Assert.Equal((float)(2 + 3 * Fraction(7920)), SyntheticData.Uniform([1, 1], 2, 5, seed: 1).item<float>());
        Assert.Equal((long)(Fraction(2 * 7919 + 1) * 100), SyntheticData.Integers([1], 100, seed: 2).item<long>());
    }

    [Fact]
    public void They_repeat_after_a_million()
    {
        using var scope = NewDisposeScope();
        var numbers = SyntheticData.Uniform([1_000_010], -4, 4, seed: 3).data<float>().ToArray();

        Assert.Equal(numbers[..7], numbers[1_000_003..]);
        Assert.All(numbers, number => Assert.InRange(number, -4, 4));
        Assert.InRange(numbers.Average(), -0.1, 0.1);
    }
}
