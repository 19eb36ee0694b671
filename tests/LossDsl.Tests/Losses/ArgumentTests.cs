namespace LossDsl.Tests.Losses;

/// <summary>The error messages of building blocks of losses for invalid arguments, and the types that they compute in.</summary>
public sealed class ArgumentTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, Action> Nulls()
    {
        var some = ones(2);
        return new()
        {
            { "values", () => Masked.Mean(null!, some) },
            { "mask", () => Masked.Mean(some, null!) },
            { "logprobsPolicy", () => KlPenalty.K3(null!, some) },
            { "logprobsReference", () => KlPenalty.K3(some, null!) },
            { "tokenMask", () => TokenMasks.Create(null!, some, float32) },
            { "sampleMask", () => TokenMasks.Create(some, null!, float32) },
            { "tensors", () => Precision.Resolve((Tensor[])null!) },
            { "output", () => Precision.Resolve((ModelOutput)null!, some) },
            { "config", () => _ = new DPOLossFn(null!) },
            { "config", () => _ = new ClippedPGLossFn(null!) },
            { "config", () => _ = new ValueLossFn(null!) },
            { "tensors", () => Precision.Resolve((ModelOutput)some, (Tensor[])null!) },
        };
    }

    [Theory]
    [MemberData(nameof(Nulls), DisableDiscoveryEnumeration = true)]
    public void Null_is_refused_by_name(string name, Action call) =>
        Assert.Equal(name, Assert.Throws<ArgumentNullException>(call).ParamName);

    [Fact]
    public void A_divergence_is_of_two_equal_shapes()
    {
        AssertRefused(
            "logprobs_reference: expected [2, 3] like logprobs_policy, got [3]", () => KlPenalty.K3(zeros(2, 3), zeros(3)));
        Assert.Equal(Math.Exp(1.5) - 1.5 - 1, KlPenalty.K3(tensor(-2.0), tensor(-0.5)).item<double>(), 1e-12);
    }

    [Fact]
    public void A_mean_is_in_the_type_of_what_is_floating_point()
    {
        AssertRefused("mask: expected [2, 3] like the values, got [3]", () => Masked.Mean(zeros(2, 3), ones(3)));
        Assert.Equal(float64, Masked.Mean(ones(2, dtype: float64), ones(2, dtype: float32)).dtype);
        Assert.Equal(float64, Masked.Mean(ones(2, dtype: @bool), ones(2, dtype: float64)).dtype);
        Assert.Equal(float32, Masked.Mean(ones(2, dtype: int64), ones(2, dtype: @bool)).dtype);
        Assert.Equal(4, Masked.Mean(full(2, 4, dtype: int64), ones(2, dtype: @bool)).item<float>(), 1e-6);
        Assert.Equal(2, Masked.Mean(tensor(new[] { 4.0 }), tensor(new[] { 1e-8 })).item<double>(), 1e-12);
        Assert.Equal([1.5f, 0], Masked.Mean(tensor(new float[] { 1, 2, 3, 4 }, 2, 2), tensor(new float[] { 1, 1, 0, 0 }, 2, 2), dim: 1).ToArray<float>());
    }

    [Fact]
    public void Only_where_all_is_float64_a_loss_computes_in_it()
    {
        var (wide, narrow) = (ones(1, dtype: float64), ones(1, dtype: float32));
        Assert.Equal(float64, Precision.Resolve((ModelOutput)wide, [wide, wide]));
        Assert.Equal(float32, Precision.Resolve((ModelOutput)narrow, [wide, wide]));
        Assert.Equal(float32, Precision.Resolve((ModelOutput)wide, [wide, narrow]));
        Assert.Equal(float32, Precision.Resolve([narrow, wide]));
    }

    [Fact]
    public void A_setting_is_rounded_to_the_type_of_the_loss()
    {
        Assert.Equal(1e300, Precision.Round(1e300, float64));
        Assert.Equal(double.PositiveInfinity, Precision.Round(1e300, float32));
        Assert.Equal(0.1f, Precision.Round(0.1, float32));
        Assert.Equal(0, Precision.Round(1e-300, float32));
    }

    private static void AssertRefused(string because, Action call) =>
        Assert.Contains(because, Assert.Throws<ArgumentException>(call).Message);
}
