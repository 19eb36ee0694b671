namespace LossDsl.Kernels.Tests;

/// <summary>Log-probabilities and entropies of tensors by the kernels against torch's operators.</summary>
public sealed class FusedEntropiesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public FusedEntropiesTests() => manual_seed(5);

    public void Dispose() => _scope.Dispose();

    public static TheoryData<ScalarType> Types() => [.. Widths.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void As_torch(ScalarType type)
    {
        foreach (var shape in new long[][] { [5], [3, 5], [2, 3, 50], [2, 1, 3, 17], [4, 2, 1], [0, 7], [2, 0, 7], [3, 4, 2100] })
            Same((randn(shape) * 3).to(type));
        var logits = (randn([4, 6, 33]) * 4).to(type);
        Same(logits.narrow(1, 2, 3).narrow(0, 1, 2));
        Same(logits.transpose(1, 2));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void As_torch_where_logits_are_minus_infinity(ScalarType type)
    {
        var logits = randn([4, 5, 40]).to(type);
        var isOut = rand(logits.shape) < 0.4;
        isOut[.., .., 3] = tensor(false);
        Same(logits.masked_fill(isOut, double.NegativeInfinity));
        // All the probability in one place.
        Same(logits.masked_fill(arange(40) != 3, double.NegativeInfinity), ids: 3);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_in_absent_rows_changes_a_bit(ScalarType type)
    {
        var logits = randn([4, 5, 40]).to(type);
        var sample = FusedLogprobsTests.Sample(logits);
        var upstream = randn([2, 4, 5], dtype: float64);
        var clean = Run(logits, sample, upstream, Fused);
        foreach (var poison in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var found = Run(logits.masked_fill(sample.Absent.unsqueeze(-1), poison), sample with { Ids = sample.Ids.masked_fill(sample.Absent, -77) }, upstream, Fused);
            Assert.Equal(clean.Values, found.Values);
            Assert.Equal(clean.Gradient, found.Gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Beside_entropies_log_probabilities_are_as_exact(ScalarType type)
    {
        var logits = (randn([8, 5000]) * 3).to(type);
        var sample = FusedLogprobsTests.Sample(logits) with { Absent = zeros([8], dtype: ScalarType.Bool) };
        var exact = TokenLogprobs.ComputeWithOperators(logits.to(float64), sample.Ids, sample.Absent, float64);
        var found = FusedLogprobs.Apply(logits, sample.Ids, sample.Absent, sample.Type, withEntropies: true).select(0, 0);
        Assert.InRange((found - exact).abs().max().ToDouble(), 0, type == ScalarType.Float64 ? 1e-13 : 3e-6);
    }

    [Fact]
    public void The_gradient_is_that_of_central_differences()
    {
        var logits = randn([3, 7], dtype: float64);
        var sample = FusedLogprobsTests.Sample(logits) with { Absent = tensor(new[] { false, true, false }) };
        var upstream = randn([2, 3], dtype: float64);
        var gradient = Run(logits, sample, upstream, Fused).Gradient;
        for (var i = 0; i < gradient.Length; i++)
            Assert.Equal((At(i, 1e-5) - At(i, -1e-5)) / 2e-5, gradient[i], 1e-8);

        double At(int entry, double by)
        {
            var moved = logits.clone();
            moved.view(-1)[entry] += by;
            return (Fused(moved, sample) * upstream).sum().ToDouble();
        }
    }

    [Fact]
    public void The_gradient_of_the_gradient_is_torchs()
    {
        var (a, b) = (Second(Fused), Second(Plain));
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(b[i], a[i], 1e-11 * (1 + Math.Abs(b[i])));

        static double[] Second(Func<Tensor, FusedLogprobsTests.Data, Tensor> path)
        {
            manual_seed(6);
            var logits = randn([3, 4, 6], dtype: float64).requires_grad_();
            var sample = FusedLogprobsTests.Sample(logits) with { Type = float64 };
            var values = path(logits * 2, sample);
            var first = autograd.grad([(values * values).sum()], [logits], retain_graph: true, create_graph: true)[0];
            return autograd.grad([(first * first * first).sum()], [logits])[0].ToArray<double>();
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_gradient_may_go_over_the_logits(ScalarType type)
    {
        var logits = (randn([2, 3, 50]) * 2).to(type);
        var sample = FusedLogprobsTests.Sample(logits);
        var upstream = randn([2, 2, 3], dtype: float64);
        var expected = Run(logits, sample, upstream, Fused).Gradient;

        var leaf = logits.clone().requires_grad_();
        var own = leaf.clone();
        var values = FusedLogprobs.Apply(own, sample.Ids, sample.Absent, sample.Type, GradientStorage.InPlace, withEntropies: true);
        values.backward([upstream.to(sample.Type)]);
        Assert.Equal(expected, FusedLogprobsTests.Numbers(leaf.grad!));
        Assert.Equal(expected, FusedLogprobsTests.Numbers(own));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_without_a_graph_are_the_same(bool isCapped)
    {
        // The kernels, and the operators that other devices take.
        var curve = isCapped ? new SoftcapCurve(0.1, 10) : (SoftcapCurve?)null;
        var before = randn([6, 50], dtype: float64) * 8;
        var logits = curve?.Apply(before) ?? before;
        var sample = FusedLogprobsTests.Sample(logits);
        var upstream = randn([2, 6], dtype: float64);
        var leaf = before.detach().requires_grad_();
        var expected = autograd.grad([(Plain(curve?.Apply(leaf) ?? leaf, sample) * upstream).sum()], [leaf])[0].ToArray<double>();

        foreach (var (type, computed) in new[] { (float64, float64), (float32, float32), (float64, float32), (float32, float64) })
        {
            var found = LogprobGradient.Compute(logits.to(type).clone(), sample.Ids, sample.Absent, upstream, computed, curve);
            var isExact = type == float64 && computed == float64;
            Assert.InRange(FusedLogprobsTests.Numbers(found).Zip(expected, (a, b) => Math.Abs(a - b)).Max(), 0, isExact ? 1e-13 : 1e-5);
        }
    }

    private static Tensor Fused(Tensor logits, FusedLogprobsTests.Data data) =>
        FusedLogprobs.Apply(logits, data.Ids, data.Absent, data.Type, withEntropies: true);

    private static Tensor Plain(Tensor logits, FusedLogprobsTests.Data data) =>
        Masked.Fill(TokenLogprobs.ComputeWithOperators(logits, data.Ids, data.Absent, data.Type, withEntropies: true), data.Absent);

    private static (double[] Values, double[] Gradient) Run(
        Tensor logits, FusedLogprobsTests.Data data, Tensor upstream, Func<Tensor, FusedLogprobsTests.Data, Tensor> path)
    {
        var leaf = logits.detach().requires_grad_();
        var values = path(leaf.alias(), data);
        Assert.Equal([2, .. logits.shape[..^1]], values.shape);
        var gradient = autograd.grad([values], [leaf], [upstream.to(data.Type)])[0];
        Assert.Equal(logits.dtype, gradient.dtype);
        return (FusedLogprobsTests.Numbers(values), FusedLogprobsTests.Numbers(gradient));
    }

    private static void Same(Tensor logits, long? ids = null)
    {
        var sample = FusedLogprobsTests.Sample(logits);
        if (ids is { } id)
            sample = sample with { Ids = sample.Ids.fill_(id) };
        var upstream = randn([2, .. logits.shape[..^1]], dtype: float64);
        var (expected, found) = (Run(logits, sample, upstream, Plain), Run(logits, sample, upstream, Fused));
        var tolerance = logits.dtype switch { ScalarType.Float64 => 1e-12, ScalarType.BFloat16 => 3e-2, ScalarType.Float16 => 4e-3, _ => 5e-6 };
        Near(expected.Values, found.Values, Math.Min(tolerance, 5e-6));
        Near(expected.Gradient, found.Gradient, tolerance);
    }

    private static void Near(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(expected[i] == found[i] || Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"[{i}] expected {expected[i]}, got {found[i]}");
    }
}
