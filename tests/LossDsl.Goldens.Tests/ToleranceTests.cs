using LossDsl.Goldens.Comparing;

namespace LossDsl.Goldens.Tests;

public sealed class ToleranceTests
{
    [Theory]
    [InlineData(0, 1e-5)]
    [InlineData(-2, 2.1e-4)]
    public void A_value_may_differ_by_a_share_of_itself(double expected, double tolerance) =>
        Assert.Equal(tolerance, Tolerance.ForValue(expected), 1e-15);

    [Fact]
    public void A_gradient_may_differ_by_a_share_of_its_greatest_element() =>
        Assert.Equal(1e-7 + 1e-4, Tolerance.ForGradient(0.001, greatest: 2, ScalarType.Float32), 1e-15);

    [Theory]
    [InlineData(1.0, 1.0 / 1024)]
    [InlineData(1.999, 1.0 / 1024)]
    [InlineData(-2.0, 2.0 / 1024)]
    [InlineData(0.0, 1.0 / (1 << 24))] // the least subnormal
    [InlineData(1e-6, 1.0 / (1 << 24))]
    [InlineData(double.NaN, 0)]
    public void The_unit_of_float16(double value, double unit) =>
        Assert.Equal(unit, Tolerance.UnitInLastPlace(value, ScalarType.Float16));

    [Theory]
    [InlineData(1.0, 1.0 / 128)]
    [InlineData(0.75, 1.0 / 256)]
    public void The_unit_of_bfloat16(double value, double unit) =>
        Assert.Equal(unit, Tolerance.UnitInLastPlace(value, ScalarType.BFloat16));

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Wider_types_are_not_rounded(ScalarType type) => Assert.Equal(0, Tolerance.UnitInLastPlace(1, type));

    [Theory]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(1, double.NaN, double.PositiveInfinity)]
    [InlineData(double.NaN, 1, double.PositiveInfinity)]
    [InlineData(1.5, 1, 2)]
    [InlineData(1, 1.125, 0.5)]
    public void What_is_not_finite_must_be_the_same(double got, double expected, double share) =>
        Assert.Equal(share, Comparison.Share(got, expected, _ => 0.25));
}
