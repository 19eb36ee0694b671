using System.Runtime.InteropServices;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class TensorBasics
{
    [Fact]
    public void An_array_comes_back_as_it_went_in()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        Assert.Equal([2, 3], t.shape);
        Assert.Equal(ScalarType.Float32, t.dtype);
        Assert.Equal([1f, 2, 3, 4, 5, 6], t.data<float>().ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], t.t().data<float>().ToArray());
        Assert.Equal(6f, t[1, 2].item<float>());
        Assert.Equal([3, 1], t.stride());
        Assert.Equal("[2x3], type = Float32, device = cpu", t.ToString());
    }

    [Fact]
    public void Every_element_type_goes_in_and_out()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([1L, -2], tensor(new long[] { 1, -2 }).data<long>().ToArray());
        Assert.Equal([1, -2], tensor(new[] { 1, -2 }).data<int>().ToArray());
        Assert.Equal([1.5, -2], tensor(new[] { 1.5, -2 }).data<double>().ToArray());
        Assert.Equal([(byte)7], tensor(new byte[] { 7 }).data<byte>().ToArray());
        Assert.Equal([(short)-7], tensor(new short[] { -7 }).data<short>().ToArray());
        Assert.Equal([(Half)0.5], tensor(new[] { (Half)0.5 }).data<Half>().ToArray());
        Assert.Equal(1.5f, tensor(new[] { 1.5f }).bfloat16().data<BFloat16>()[0].ToSingle());
        Assert.Equal([5.0, 6], tensor(new float[,] { { 1, 2 }, { 5, 6 } })[1].to(float64).data<double>().ToArray());
        Assert.Throws<ArgumentException>(() => tensor(1f).item<double>());
    }

    [Fact]
    public void Arithmetic_and_operators()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new[] { 1f, 2, 4 });
        var b = tensor(new[] { 2f, 2, 2 });
        Assert.Equal([3f, 4, 6], (a + b).data<float>().ToArray());
        Assert.Equal([-1f, 0, 2], (a - b).data<float>().ToArray());
        Assert.Equal([1f, 0, -2], (2 - a).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 2], (a / b).data<float>().ToArray());
        Assert.Equal([4f, 2, 1], (4 / a).data<float>().ToArray());
        Assert.Equal([-1f, -2, -4], (-a).data<float>().ToArray());
        Assert.Equal([false, true, false], (a == b).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a.ne(2)).data<bool>().ToArray());
        Assert.Equal([2f, 2, 3], a.clamp(2, 3).data<float>().ToArray());
        Assert.Equal([5f, 6, 8], a.clone().add_(b, 2).data<float>().ToArray());
        Assert.Equal([0L, 1, 2], tensor(new[] { 1L, 3, 5 }).div(2, RoundingMode.floor).data<long>().ToArray());
        Assert.True(a.Equals(tensor(new[] { 1f, 2, 4 })));
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1f }) * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (tensor(new[] { 1L }) * 2).dtype);
        Assert.Equal(7.0, (double)tensor(7.0));
    }

    [Fact]
    public void Reductions()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new float[] { 1, 2, 3, 4, 5, 7 }, [2, 3]);
        Assert.Equal(22f, t.sum().item<float>());
        Assert.Equal([6f, 16], t.sum(-1).data<float>().ToArray());
        Assert.Equal([2, 1], t.sum(1, keepdim: true).shape);
        Assert.Equal([2.5f, 3.5f, 5], t.mean([0]).data<float>().ToArray());
        Assert.Equal([3f, 7], t.amax(-1).data<float>().ToArray());
        Assert.Equal([2L, 2], t.argmax(-1).data<long>().ToArray());
        var (values, indices) = t.max(0);
        Assert.Equal([4f, 5, 7], values.data<float>().ToArray());
        Assert.Equal([1L, 1, 1], indices.data<long>().ToArray());
        Assert.Equal([1f, 3, 6, 4, 9, 16], t.cumsum(1).data<float>().ToArray());
        Assert.Equal(2.160247, t.std().item<float>(), 5);
        Assert.Equal(t.exp().sum(1).log().data<float>().ToArray(), t.logsumexp(1).data<float>().ToArray());
        Assert.True((t > 6).any().item<bool>());
        Assert.False((t > 6).all().item<bool>());
        Assert.Equal(3L, t.count_nonzero([1])[0].item<long>());
        Assert.Equal(1f, torch.softmax(t, 1).sum(1)[0].item<float>(), 5);
        var (top, at) = t.topk(2);
        Assert.Equal([3f, 2, 7, 5], top.data<float>().ToArray());
        Assert.Equal([2L, 1, 2, 1], at.data<long>().ToArray());
    }

    [Fact]
    public void Errors_arrive_as_exceptions_with_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4, 3));
        Assert.Contains("The size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 0", e.Message);
        Assert.DoesNotContain("frame #", e.Message);
        Assert.DoesNotContain("Exception raised from", e.Message);
        Assert.Contains("out of range", Assert.Throws<ExternalException>(() => ones(2)[5]).Message);
        Assert.Contains("out of range", Assert.Throws<ExternalException>(() => ones(2).size(3)).Message);
        Assert.Throws<InvalidOperationException>(() => { var t = ones(1); t.Dispose(); return t.shape; });
    }

    [DllImport("LibTorchSharp")]
    private static extern nint THSTensor_data(nint handle);

    [Fact]
    public unsafe void The_data_pointer_is_where_the_data_is()
    {
        using var t = tensor(new[] { 3f, 4, 5 });
        using var tail = t[1..];
        Assert.Equal(3f, *(float*)THSTensor_data(t.Handle));
        Assert.Equal(4f, *(float*)THSTensor_data(tail.Handle));
        Assert.Equal(12, t.bytes.Length);
        t.bytes[3] = 0xC0;
        Assert.True(t[0].item<float>() < 0);
    }
}
