using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

/// <summary>Every operator of the door, called once, against numbers known from elsewhere.</summary>
public class Operators
{
    private static double[] Read(Tensor t) => t.to(float64).data<double>().ToArray();

    private static void Same(double[] expected, Tensor actual)
    {
        var read = Read(actual);
        Assert.Equal(expected.Length, read.Length);
        for (var i = 0; i < read.Length; i++) Assert.Equal(expected[i], read[i], 1e-6);
    }

    [Fact]
    public void This_libtorch_has_every_schema()
    {
        const BindingFlags Fields = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
        var operators = typeof(torch).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(Fields)).Where(f => f.FieldType == typeof(Op)).Select(f => (Op)f.GetValue(null)!).ToList();
        Assert.True(operators.Count > 200, $"found {operators.Count}");
        var missing = operators.Where(op => Record.Exception(() => op.Find()) is not null).Select(op => op.Schema);
        Assert.Empty(missing);
    }

    public static TheoryData<string, Func<double, double>> Unary => new()
    {
        { "abs", Math.Abs }, { "ceil", Math.Ceiling }, { "cos", Math.Cos }, { "sin", Math.Sin }, { "tan", Math.Tan },
        { "exp", Math.Exp }, { "expm1", x => Math.Exp(x) - 1 }, { "floor", Math.Floor }, { "frac", x => x - Math.Truncate(x) },
        { "neg", x => -x }, { "negative", x => -x }, { "positive", x => x }, { "reciprocal", x => 1 / x }, { "relu", x => Math.Max(x, 0) },
        { "sigmoid", x => 1 / (1 + Math.Exp(-x)) }, { "sign", x => Math.Sign(x) }, { "silu", x => x / (1 + Math.Exp(-x)) },
        { "square", x => x * x }, { "tanh", Math.Tanh }, { "trunc", Math.Truncate }, { "isnan", x => double.IsNaN(x) ? 1 : 0 },
        { "isinf", x => double.IsInfinity(x) ? 1 : 0 }, { "isfinite", x => double.IsFinite(x) ? 1 : 0 }, { "absolute", Math.Abs },
        { "log_sigmoid", x => -Math.Log(1 + Math.Exp(-x)) }, { "logical_not", x => x == 0 ? 1 : 0 }, { "signbit", x => x < 0 ? 1 : 0 },
        { "isposinf", x => 0 }, { "isneginf", x => 0 },
    };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Functions_of_one_number(string name, Func<double, double> expected)
    {
        using var scope = NewDisposeScope();
        double[] values = [-2.5, -0.3, 0.7, 1.0, 3.2];
        var t = tensor(values);
        var result = (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(t, [])!;
        Same(values.Select(expected).ToArray(), result);

        // The form that writes into its argument, and the static form, where the door has them.
        if (typeof(Tensor).GetMethod(name + "_", []) is { } inPlace)
        {
            var copy = t.clone();
            Assert.Same(copy, inPlace.Invoke(copy, []));
            Same(values.Select(expected).ToArray(), copy);
        }
        if (typeof(torch).GetMethod(name, [typeof(Tensor)]) is { } free)
            Same(values.Select(expected).ToArray(), (Tensor)free.Invoke(null, [t])!);
    }

    [Fact]
    public void Functions_of_positive_numbers()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[] { 0.5, 4 });
        Same([Math.Log(0.5), Math.Log(4)], t.log());
        Same([-1, 2], t.log2());
        Same([Math.Log10(0.5), Math.Log10(4)], t.log10());
        Same([Math.Log(1.5), Math.Log(5)], log1p(t));
        Same([Math.Sqrt(0.5), 2], t.sqrt());
        Same([1 / Math.Sqrt(0.5), 0.5], t.rsqrt());
        Same([0.5204998778, 0.9999999846], t.erf());
        Same([1 - 0.5204998778, 1 - 0.9999999846], t.erfc());
        Same([0.5723649429, Math.Log(6)], t.lgamma());
        Same([-1.9635100260, 1.2561176685], t.digamma());
        Same([0.3457312306, 3.9998732], t.gelu());
        Same([0.9740769842, 4.0181499279], t.softplus());
        Same([0, Math.Log(3)], tensor(new[] { 0.5, 0.75 }).logit());
        Same([0.46, 4], tensor(new[] { 0.4567, 4 }).round(2));
        Same([-0.2, 4], tensor(new[] { -2.0, 4 }).leaky_relu(0.1));
        Same([Math.Exp(-2) - 1, 4], tensor(new[] { -2.0, 4 }).elu());
        Same([-1, 1], tensor(new[] { -2.0, 4 }).hardtanh(-1, 1));
        Same([7, 1, 9, 0], tensor(new[] { double.NaN, 1, double.PositiveInfinity, 0 }).nan_to_num(7, 9));
        Same([1, 4], t.clamp_min(1));
        Same([0.5, 1], t.clamp_max(1));
        Same([0.5, 2], t.clamp(max: tensor(2.0)));
        Same([1, 4], t.clip(min: 1));
    }

    [Fact]
    public void Functions_of_two()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(new[] { 5.0, -3 }), tensor(new[] { 3.0, 2 }));
        Same([125, 9], a.pow(b));
        Same([25, 9], a.pow(2));
        Same([5, 2], maximum(a, b));
        Same([3, -3], a.min(b));
        Same([2, 1], a.remainder(b));
        Same([2, -1], a.fmod(b));
        Same([1, -2], a.floor_divide(b));
        Same([1, -1], a.div(b, RoundingMode.trunc));
        Same([5.0 / 3, -1.5], a.true_divide(b));
        Same([Math.Atan2(5, 3), Math.Atan2(-3, 2)], a.atan2(b));
        Same([Math.Log(Math.Exp(5) + Math.Exp(3)), Math.Log(Math.Exp(-3) + Math.Exp(2))], a.logaddexp(b));
        Same([5 * Math.Log(3), -3 * Math.Log(2)], a.xlogy(b));
        Same([4, -0.5], a.lerp(b, full([2], 0.5, float64)));
        Same([35, -15], a.addcmul(b, tensor(new[] { 5.0, -3 }), 2));
        Same([5.6, -7.0 / 3], a.addcdiv(b, tensor(new[] { 5.0, 3 }), 1));
        Same([1, 0], a.isclose(tensor(new[] { 5.0 + 1e-9, 0 })));
        Same([1, 0], a.isin(tensor(new[] { 5.0 })));
        Assert.True(a.allclose(a + 1e-9));
        Same([1, 0], (a > b).logical_and(b > 0));
        Same([1, 1], (a > b).logical_or(b > 0));
        Same([0, 1], (a > b).logical_xor(b > 0));
        Same([1, 0], (a > b) & (b > 0));
        Same([0, 1], (a > b) ^ (b > 0));
        Same([1, 1], (a > b) | (b > 0));
        Same([0, 1], ~(a > b));
    }

    [Fact]
    public void Matrices()
    {
        using var scope = NewDisposeScope();
        var m = tensor(new double[] { 1, 2, 3, 4 }, [2, 2]);
        var v = tensor(new double[] { 1, -1 });
        Same([7, 10, 15, 22], m.matmul(m));
        Same([7, 10, 15, 22], m.mm(m));
        Same([-1, -1], m.mv(v));
        Same([7, 10, 15, 22], m.unsqueeze(0).bmm(m.unsqueeze(0)));
        Same([2], v.dot(v));
        Same([1, -1, -1, 1], outer(v, v));
        Same([9, 14, 21, 30], m.addmm(m, m, beta: 2));
        Same([9, 14, 21, 30], m.unsqueeze(0).baddbmm(m.unsqueeze(0), m.unsqueeze(0), beta: 2));
        Same([Math.Sqrt(30)], m.norm());
        Same([3, 7], m.norm(1, p: 1));
        Same([1, 0, 3, 4], m.tril());
        Same([0, 2, 0, 0], m.triu(1));
        Same([1, 4], m.diag());
        Same([1, 4], m.diagonal());
        Same([5], m.trace());
        Same([7, 10, 15, 22], einsum("ij,jk->ik", m, m));
        Same([1, 3, 2, 4], m.T);
        Same([1, 3, 2, 4], m.mT);
    }

    [Fact]
    public void Reductions()
    {
        using var scope = NewDisposeScope();
        var m = tensor(new double[] { 1, 5, 3, 4, 2, 6 }, [2, 3]);
        Same([720], m.prod());
        // A literal 0 would be the element type 0, here as in TorchSharp.
        Same([4, 10, 18], m.prod(0L));
        Same([21], m.sum(0, 1));
        Same([1, 2], m.amin([1]));
        Same([5, 6], m.amax([1], keepdim: true));
        Same([5], m.argmax());
        Same([0, 1], m.argmin(1));
        Same([3], m.median());
        Same([6], m.count_nonzero());
        Same([3, 4], m.quantile(tensor(0.5, float64)));
        Same([6], tensor(new[] { 1, double.NaN, 5 }).nansum());
        Same([1, 5, 15, 4, 8, 48], m.cumprod(1));
        Same([Math.Log(Math.Exp(1) + Math.Exp(5))], m.logcumsumexp(1)[0, 1]);
        Same([4, 4], m.var(1));
        Same([8.0 / 3, 8.0 / 3], m.var(1, unbiased: false));
        Same([2, 2], m.std([1]));
        Same([Math.Exp(5) / (Math.Exp(1) + Math.Exp(5) + Math.Exp(3))], m.softmax(1)[0, 1]);
        Same([5 - Math.Log(Math.Exp(1) + Math.Exp(5) + Math.Exp(3))], m.log_softmax(1)[0, 1]);
        Assert.Equal(ScalarType.Float32, m.sum(type: float32).dtype);
        Assert.Equal(ScalarType.Float32, nn.functional.softmax(m, 1, float32).dtype);
        Assert.True((m > 0).all().item<bool>());
        Same([1, 0, 1], (m > 3).any(0).logical_and((m > 2).any(0)).logical_and(tensor(new[] { true, false, true })));
    }

    [Fact]
    public void Shapes()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).view(2, 3);
        Assert.Equal([3, 2], t.reshape(3, -1).shape);
        Assert.Equal([6], t.flatten().shape);
        Assert.Equal([2, 3, 1], t.unflatten(1, 3, 1).shape);
        Assert.Equal([3, 2], t.transpose(0, 1).shape);
        Assert.Equal([3, 2], t.swapaxes(0, 1).shape);
        Assert.Equal([3, 2], t.permute(1, 0).shape);
        Assert.Equal([3, 2], t.movedim([0], [1]).shape);
        Assert.Equal([2, 3], t.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([2, 3], t.unsqueeze(1).unsqueeze(0).squeeze().shape);
        Assert.Equal([4, 2, 3], t.expand(4, -1, -1).shape);
        Assert.Equal([2, 3], ones(1, 3).expand_as(t).shape);
        Assert.Equal([4, 2, 3], t.broadcast_to(4, 2, 3).shape);
        Assert.Equal([4, 3], t.repeat(2, 1).shape);
        Assert.Equal([4, 3], t.tile([2, 1]).shape);
        Same([3, 4, 5, 0, 1, 2], t.flip(0));
        Same([2, 0, 1, 5, 3, 4], t.roll(1, 1));
        Same([1, 2, 4, 5], t.narrow(1, 1, 2));
        Same([1, 4], t.select(1, 1));
        Assert.Equal(3, t.unbind(1).Length);
        Assert.Equal(2, t.chunk(2, 1).Length);
        Assert.Equal(2, t.split(2, 1).Length);
        Assert.Equal([2, 2, 2], t.unfold(1, 2, 1).shape);
        Assert.False(t.t().is_contiguous());
        Assert.True(t.t().contiguous().is_contiguous());
        Same([0, 2, 4], t.as_strided([3], [2]));
        Assert.Equal([6], t.ravel().shape);
        var clone = t.clone();
        clone.zero_();
        Assert.Equal(15L, t.sum().item<long>());
        var alias = t.alias();
        alias.fill_(1);
        Assert.Equal(6L, t.sum().item<long>());
        Assert.Equal(2, meshgrid([arange(2), arange(3)]).Length);
    }

    [Fact]
    public void Selections()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new double[] { 5, 1, 3 });
        var at = tensor(new long[] { 0, 2 });
        Same([5, 3], t.take(at));
        Same([5, 3], t.take_along_dim(at, 0));
        Same([9, 1, 9], t.index_fill(0, at, 9));
        Same([7, 1, 8], t.index_copy(0, at, tensor(new double[] { 7, 8 })));
        Same([7, 1, 8], t.masked_scatter(tensor(new[] { true, false, true }), tensor(new double[] { 7, 8 })));
        Same([5, 0, 3], t.select_scatter(tensor(0.0), 0, 1));
        Same([5, 0, 0], t.slice_scatter(zeros(2, float64), 0, 1));
        Same([0, 2], (t > 2).nonzero().squeeze(1));
        Same([0, 2], (t > 2).argwhere().squeeze(1));
        Same([0, 2], where(t > 2)[0]);
        Same([1, 2, 0], t.argsort());
        Same([0, 1, 0, 1], tensor(new long[] { 3, 1 }).bincount(null));
        var (values, inverse, counts) = tensor(new long[] { 4, 2, 4 }).unique(return_inverse: true, return_counts: true);
        Same([2, 4], values);
        Same([1, 0, 1], inverse);
        Same([1, 2], counts);
    }

    [Fact]
    public void Losses_and_layers()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 1.0, 2, 3, 1, 1, 1 }, [2, 3]);
        var target = tensor(new long[] { 2, 0 });
        var first = -(3 - Math.Log(Math.Exp(1) + Math.Exp(2) + Math.Exp(3)));
        Same([(first + Math.Log(3)) / 2], nn.functional.cross_entropy(logits, target));
        Same([first, Math.Log(3)], nn.functional.cross_entropy(logits, target, reduction: nn.Reduction.None));
        Same([Math.Log(3)], nn.functional.cross_entropy(logits, target, ignore_index: 2));
        Same([first + Math.Log(3)], nn.functional.nll_loss(nn.functional.log_softmax(logits, 1), target, reduction: nn.Reduction.Sum));
        Same([Math.Log(2)], nn.functional.kl_div(tensor(new[] { Math.Log(0.5) }), tensor(new[] { 0.0 }), reduction: nn.Reduction.Sum));
        Same([2], nn.functional.mse_loss(tensor(new[] { 1.0, 3 }), tensor(new[] { 1.0, 1 })));
        Same([0, 0, 1, 1, 0, 0], nn.functional.one_hot(target, 3));
        Same([-1.2247356859, 0, 1.2247356859], nn.functional.layer_norm(tensor(new[] { 1.0, 2, 3 }), [3]));
        Same([3], nn.functional.linear(tensor(new[] { 1.0, 1 }), ones([1, 2], float64), ones(1, float64)));
        Same([1, 2, 3, 1, 1, 1], nn.functional.dropout(logits, 0.5, training: false));
        Assert.InRange(nn.functional.dropout(ones(1000), 0.25).count_nonzero().item<long>(), 650, 850);
        Same([0.8411919906], nn.functional.gelu(ones(1, float64), Modules.GELU.Approximate.tanh));
        Assert.InRange(full([1000], 0.3).bernoulli().mean().item<float>(), 0.2f, 0.4f);
        Assert.InRange(zeros(1000).uniform_(2, 3).min().item<float>(), 2f, 2.1f);
        Assert.InRange(zeros(1000).normal_(5, 0.1).mean().item<float>(), 4.9f, 5.1f);
        Assert.InRange(zeros(1000).exponential_(2).mean().item<float>(), 0.4f, 0.6f);
    }
}
