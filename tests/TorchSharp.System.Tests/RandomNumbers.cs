using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class RandomNumbers
{
    [Fact]
    public void A_seed_repeats()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        var (first, second) = (randn([5]), rand([5]));
        var generator = manual_seed(42);
        Assert.Equal(first, randn([5], generator: generator));
        Assert.Equal(second, rand([5]));
        Assert.NotEqual(second, rand([5]));
    }

    [Fact]
    public void Draws_lie_where_they_should()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Assert.Equal([1L, 1], tensor(new[] { 0f, 1, 0 }).multinomial(2, replacement: true).data<long>().ToArray());
        var drawn = randint(2, 5, new long[] { 100 });
        Assert.Equal(2L, drawn.min().item<long>());
        Assert.Equal(4L, drawn.max().item<long>());
        Assert.InRange(zeros(1000).uniform_(2, 3).min().item<float>(), 2f, 2.1f);
        Assert.InRange((zeros(1000).normal_(5, 0.1).sum() / 1000).item<float>(), 4.9f, 5.1f);
    }

    [Fact]
    public void Factories()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal([0.5f, 0.5f], full([2], 0.5).data<float>().ToArray());
        Assert.Equal(ScalarType.Int64, full([2], 5).dtype);
        Assert.Equal(ScalarType.Float64, zeros_like(ones(2), dtype: float64).dtype);
        Assert.Equal([7f, 7], full_like(ones(2), 7).data<float>().ToArray());
        Assert.True(zeros(2, 3, requires_grad: true).requires_grad);
        Assert.Equal("cpu", ones(1).device.ToString());
        Assert.Equal("cuda:1", new Device(DeviceType.CUDA, 1).ToString());
        if (!cuda.is_available()) Assert.Throws<InvalidOperationException>(() => CUDA);
    }
}
