using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

/// <summary>The operators of the door, called once, against numbers known from elsewhere.</summary>
public class Operators
{
    private static void Same(double[] expected, Tensor actual)
    {
        var read = actual.to(float64).data<double>().ToArray();
        Assert.Equal(expected.Length, read.Length);
        for (var i = 0; i < read.Length; i++) Assert.Equal(expected[i], read[i], 1e-6);
    }

    [Fact]
    public void This_libtorch_has_every_schema()
    {
        const BindingFlags Fields = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
        var operators = typeof(torch).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(Fields)).Where(f => f.FieldType == typeof(Op)).Select(f => (Op)f.GetValue(null)!).ToList();
        Assert.True(operators.Count > 80, $"found {operators.Count}");
        var missing = operators.Where(op => Record.Exception(() => op.Find()) is not null).Select(op => op.Schema);
        Assert.Empty(missing);
    }

    [Fact]
    public void Functions_of_one()
    {
        using var scope = NewDisposeScope();
        double[] values = [-2.5, -0.3, 0.7, 1.0, 3.2];
        var t = tensor(values);
        void Each(Tensor actual, Func<double, double> expected) => Same(values.Select(expected).ToArray(), actual);
        Each(t.abs(), Math.Abs);
        Each(t.exp(), Math.Exp);
        Each(t.clone().exp_(), Math.Exp);
        Each(-t, x => -x);
        Each(t.reciprocal(), x => 1 / x);
        Each(t.abs().sqrt(), x => Math.Sqrt(Math.Abs(x)));
        Each(nn.functional.relu(t), x => Math.Max(x, 0));
        Each(nn.functional.relu(t.clone(), inplace: true), x => Math.Max(x, 0));
        Each(nn.functional.logsigmoid(t), x => -Math.Log(1 + Math.Exp(-x)));
        Each(t.clamp(-1, 1), x => Math.Clamp(x, -1, 1));
        Each(t.clamp_min(0.5), x => Math.Max(x, 0.5));
        Each(t.clamp_max(0.5), x => Math.Min(x, 0.5));
        var odd = tensor(new[] { double.NaN, 1, double.PositiveInfinity, 0 });
        Same([0, 0, 1, 0], odd.isinf());
        Same([0, 1, 0, 1], odd.isfinite());
    }

    [Fact]
    public void Functions_of_two()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor(new[] { 5.0, -3 }), tensor(new[] { 3.0, 2 }));
        Same([5, 2], maximum(a, b));
        Same([3, -3], minimum(a, b));
        Same([1, 0], (a > b).logical_and(b > 0));
        Same([1, 1], (a > b).logical_or(b > 0));
        Same([0, 1], a < b);
        Same([0, 0], a == b);
        Same([1, 1], a != b);
        Same([1, 0], a.eq(tensor(new[] { 5.0, 0 })));
        Same([2, -5], a.clone().sub_(b));
        Same([15, -6], a.clone().mul_(b));
        Same([11, 1], a.clone().add_(b, 2));
        Same([35, -15], a.clone().addcmul_(b, tensor(new[] { 5.0, -3 }), 2));
        Same([5.6, -7.0 / 3], a.clone().addcdiv_(b, tensor(new[] { 5.0, 3 }), 1));
        Assert.True(a.allclose(a + 1e-9));
        Assert.False(a.allclose(b));
    }

    [Fact]
    public void Matrices_and_layers()
    {
        using var scope = NewDisposeScope();
        var m = tensor(new double[] { 1, 2, 3, 4 }, [2, 2]);
        Same([7, 10, 15, 22], m.matmul(m));
        Same([Math.Sqrt(30)], m.norm());
        Same([0, 2, 0, 0], m.triu(1));
        Same([Math.Exp(1) / (Math.Exp(1) + Math.Exp(2))], nn.functional.softmax(m, 1)[0, 0]);
        Same([2 - Math.Log(Math.Exp(1) + Math.Exp(2))], nn.functional.log_softmax(m, 1)[0, 1]);
        Assert.Equal(ScalarType.Float32, nn.functional.softmax(m, 1, float32).dtype);
        Same([9, 1, 2, 9, 3, 4], nn.functional.pad(m, [1, 0], value: 9));
        Same([1, 2, 1, 3, 4, 3], nn.functional.pad(m.unsqueeze(0), [0, 1], PaddingModes.Reflect));
    }

    [Fact]
    public void Reductions()
    {
        using var scope = NewDisposeScope();
        var m = tensor(new double[] { 1, 5, 3, 4, 2, 6 }, [2, 3]);
        Same([21], m.sum());
        Same([9, 12], m.sum(-1));
        Assert.Equal([2, 1], m.sum(1, keepdim: true).shape);
        Assert.Equal(ScalarType.Float32, m.sum(type: float32).dtype);
        Same([5, 6], m.amax(1));
        Same([5, 6], m.amax([1], keepdim: true));
        Same([6], m.max());
        Same([1], m.min());
        Same([1, 6, 9, 4, 6, 12], m.cumsum(1));
        Same([Math.Log(Math.Exp(1) + Math.Exp(5) + Math.Exp(3))], m.logsumexp(1)[0]);
        Assert.True((m > 0).all().item<bool>());
        Assert.False((m > 6).any().item<bool>());
    }

    [Fact]
    public void Shapes()
    {
        using var scope = NewDisposeScope();
        var t = arange(6).view(2, 3);
        Assert.Equal([3, 2], t.reshape(3, -1).shape);
        Assert.Equal([3, 2], t.transpose(0, 1).shape);
        Assert.Equal([3, 2], t.permute(1, 0).shape);
        Assert.Equal([2, 3], t.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([2, 3], t.unsqueeze(1).unsqueeze(0).squeeze().shape);
        Assert.Equal([2, 3], ones(1, 3).expand_as(t).shape);
        Same([1, 2, 4, 5], t.narrow(1, 1, 2));
        Same([0, 0, 1, 1], arange(2).repeat_interleave(2));
        Assert.Equal(3, t.unbind(1).Length);
        Same([0, 1, 2, 0, 1, 2], cat([arange(3), arange(3)]));
        Assert.Equal([2, 3], stack([arange(3), arange(3)]).shape);
        Assert.False(t.transpose(0, 1).is_contiguous());
        Assert.True(t.transpose(0, 1).contiguous().is_contiguous());
        t.clone().zero_();
        Assert.Equal(15L, t.sum().item<long>());
        t.alias().fill_(1);
        Assert.Equal(6L, t.sum().item<long>());
    }
}
