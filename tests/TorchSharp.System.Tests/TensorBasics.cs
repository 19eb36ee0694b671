using System.Runtime.InteropServices;
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
        Assert.Equal(6, t.numel());
        Assert.Equal(ScalarType.Float32, t.dtype);
        Assert.Equal([1f, 2, 3, 4, 5, 6], t.data<float>().ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], t.transpose(0, 1).data<float>().ToArray());
        Assert.Equal([2f, 5], t[.., 1..2].data<float>());
        Assert.Equal(6f, t[1, 2].item<float>());
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
        Assert.Equal([(Half)0.5], tensor(new[] { 0.5f }, float16).data<Half>().ToArray());
        Assert.Equal(1.5f, tensor(new[] { 1.5f }).to(bfloat16).to(float32).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(1f).item<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f }, [2]));
    }

    [Fact]
    public void Arithmetic_and_operators()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new[] { 1f, 2, 4 });
        var b = tensor(new[] { 2f, 2, 2 });
        Assert.Equal([3f, 4, 6], (a + b).data<float>().ToArray());
        Assert.Equal([-1f, 0, 2], (a - b).data<float>().ToArray());
        Assert.Equal([0f, 1, 3], (a - 1).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 2], (a / b).data<float>().ToArray());
        Assert.Equal([0.5f, 1, 2], (a / 2).data<float>().ToArray());
        Assert.Equal([-1f, -2, -4], (-a).data<float>().ToArray());
        Assert.Equal([false, true, false], (a == b).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != 2).data<bool>().ToArray());
        Assert.True(a.Equals(tensor(new[] { 1f, 2, 4 })));
        Assert.False(a.Equals(b));
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1f }) * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (tensor(new[] { 1L }) * 2).dtype);
    }

    [Fact]
    public void Errors_arrive_as_exceptions_with_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4, 3));
        Assert.Contains("The size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 0", e.Message);
        Assert.DoesNotContain("frame #", e.Message);
        Assert.DoesNotContain("Exception raised from", e.Message);
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
    }
}
