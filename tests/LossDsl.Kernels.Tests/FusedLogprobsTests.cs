namespace LossDsl.Kernels.Tests;

/// <summary>The fused log-probabilities compared with torch's operators, for any shape, strides and type.</summary>
public sealed class FusedLogprobsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly int _threads = get_num_threads();

    public void Dispose()
    {
        set_num_threads(_threads);
        _scope.Dispose();
    }

    public static TheoryData<ScalarType> Types() => [.. Widths.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void As_torch_with_any_leading_dimensions(ScalarType type)
    {
        manual_seed(1);
        foreach (var shape in new long[][] { [5], [3, 5], [2, 3, 50], [2, 1, 3, 17], [4, 2, 1], [0, 7], [2, 0, 7] })
            Same(randn(shape).to(type));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void As_torch_on_strided_logits(ScalarType type)
    {
        manual_seed(2);
        var logits = (randn([4, 6, 33]) * 4).to(type);
        Same(logits.narrow(1, 0, 5));
        Same(logits.narrow(1, 2, 3).narrow(0, 1, 2));
        Same(logits.narrow(2, 1, 20));
        Same(logits.transpose(0, 1));
        Same(logits.transpose(1, 2));
        Same(logits[2]);
        Same(randn([6, 1, 9]).to(type).expand_as(zeros([6, 4, 9])));
    }

    [Fact]
    public void Every_thread_count_gives_the_same_bits()
    {
        manual_seed(3);
        var logits = randn([9, 101, 4001]);
        set_num_threads(1);
        var one = Run(Fused, logits, Sample(logits));
        foreach (var threads in new[] { 2, 3, 16 })
        {
            set_num_threads(threads);
            manual_seed(3);
            var several = Run(Fused, randn([9, 101, 4001]), Sample(logits));
            Assert.Equal(one.Values, several.Values);
            Assert.Equal(one.Gradient, several.Gradient);
        }
    }

    [Fact]
    public void It_is_nearer_to_float64_than_torch_in_float32()
    {
        manual_seed(4);
        foreach (var (spread, centre) in new[] { (1.0, 0.0), (5, 100), (3, 10_000), (20, -10_000) })
        {
            var logits = randn([64, 32000]) * spread + centre;
            var sample = Sample(logits);
            var exact = Run(Plain, logits.to(float64), sample with { Type = float64 });
            Assert.InRange(MaxDifference(Run(Fused, logits, sample).Values, exact.Values), 0, 2e-6 + 1e-7 * Math.Abs(exact.Values.Min()));
            Assert.InRange(MaxDifference(Run(Fused, logits, sample).Gradient, exact.Gradient), 0, 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_in_absent_rows_changes_a_bit(ScalarType type)
    {
        manual_seed(5);
        var logits = randn([4, 5, 40]).to(type);
        var sample = Sample(logits);
        var clean = Run(Fused, logits, sample);
        foreach (var poison in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            var poisoned = Run(Fused, logits.masked_fill(sample.Absent.unsqueeze(-1), poison), sample with { Ids = sample.Ids.masked_fill(sample.Absent, -77) });
            Assert.Equal(clean.Values, poisoned.Values);
            Assert.Equal(clean.Gradient, poisoned.Gradient);
        }
    }

    [Fact]
    public void The_gradient_of_the_gradient_is_torchs()
    {
        manual_seed(6);
        var (a, b) = (Second(Fused), Second(Plain));
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(b[i], a[i], Math.Abs(b[i]) * 1e-12);

        double[] Second(Path path)
        {
            manual_seed(6);
            var logits = randn([3, 4, 6], dtype: float64).requires_grad_();
            var sample = Sample(logits) with { Type = float64 };
            var y = path(logits * 2, sample);
            var first = autograd.grad([(y * y).sum()], [logits], retain_graph: true, create_graph: true)[0];
            return autograd.grad([(first * first * first).sum()], [logits])[0].ToArray<double>();
        }
    }

    [Fact]
    public void Float64_logits_in_a_float32_loss_are_computed_in_float32()
    {
        manual_seed(7);
        var logits = randn([3, 10], dtype: float64);
        var sample = Sample(logits) with { Type = float32 };
        Equal(Run(Plain, logits, sample), Run(Fused, logits, sample), 2e-6);
        Assert.Equal(float32, Fused(logits, sample).dtype);
    }

    [Fact]
    public void Ids_beyond_the_vocabulary_are_refused()
    {
        var logits = randn([2, 5]);
        var none = zeros([2], dtype: @bool);
        foreach (var id in new long[] { 5, -1, long.MaxValue })
        {
            var e = Assert.Throws<ArgumentException>(() => FusedLogprobs.Apply(logits, tensor(new[] { 0, id }, [2]), none, float32));
            Assert.Contains($"{id}", e.Message);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var logits = randn([2, 3, 5]);
        Assert.Throws<ArgumentException>(() => FusedLogprobs.Apply(logits, zeros([2, 2], dtype: int64), zeros([2, 2], dtype: @bool), float32));
        Assert.Throws<ArgumentException>(() => FusedLogprobs.Apply(logits, zeros([2, 3], dtype: int64), zeros([2, 3]), float32));
    }

    [Fact]
    public void Ids_of_any_integer_type()
    {
        var logits = randn([4, 9]);
        var sample = Sample(logits);
        var expected = Run(Plain, logits, sample).Values;
        foreach (var type in new[] { ScalarType.Byte, ScalarType.Int16, ScalarType.Int32 })
        {
            var found = Run(Fused, logits, sample with { Ids = sample.Ids.to(type) }).Values;
            for (var i = 0; i < found.Length; i++)
                Assert.Equal(expected[i], found[i], tolerance: 2e-6);
        }
    }

    internal delegate Tensor Path(Tensor logits, Data data);

    internal sealed record Data(Tensor Ids, Tensor Absent, Tensor Upstream, ScalarType Type);

    internal sealed record Outcome(double[] Values, double[] Gradient);

    internal static Tensor Fused(Tensor logits, Data data) => FusedLogprobs.Apply(logits, data.Ids, data.Absent, data.Type);

    // The result of torch's operators, without masked rows.
    internal static Tensor Plain(Tensor logits, Data data) =>
        Masked.Fill(TokenLogprobs.ComputeWithOperators(logits, data.Ids, data.Absent, data.Type), data.Absent);

    internal static Data Sample(Tensor logits)
    {
        var rows = logits.shape[..^1];
        return new Data(
            randint(0, logits.size(-1), rows, dtype: int64),
            rand(rows) < 0.3,
            randn(rows, dtype: float64),
            logits.dtype == float64 ? float64 : float32);
    }

    internal static Outcome Run(Path path, Tensor logits, Data data)
    {
        // A computed tensor with the same strides, not a leaf.
        var leaf = logits.detach().requires_grad_();
        var y = path(leaf.alias(), data);
        Assert.Equal(logits.shape[..^1], y.shape);
        var gradient = autograd.grad([y], [leaf], [data.Upstream.to(data.Type)])[0];
        Assert.Equal(logits.dtype, gradient.dtype);
        return new Outcome(Numbers(y), Numbers(gradient));
    }

    private static void Same(Tensor logits)
    {
        var sample = Sample(logits);
        var tolerance = logits.dtype switch { ScalarType.Float64 => 1e-13, ScalarType.BFloat16 => 1e-2, ScalarType.Float16 => 2e-3, _ => 2e-6 };
        Equal(Run(Plain, logits, sample), Run(Fused, logits, sample), tolerance);
    }

    private static void Equal(Outcome expected, Outcome actual, double tolerance)
    {
        Assert.Equal(expected.Values.Length, actual.Values.Length);
        Assert.Equal(expected.Gradient.Length, actual.Gradient.Length);
        // Log-probabilities are never computed in half precision.
        Assert.InRange(MaxDifference(actual.Values, expected.Values), 0, Math.Min(tolerance, 3e-6));
        Assert.InRange(MaxDifference(actual.Gradient, expected.Gradient), 0, tolerance);
    }

    private static double MaxDifference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).DefaultIfEmpty(0).Max();

    internal static double[] Numbers(Tensor t) => t.detach().to(float64).ToArray<double>();
}
