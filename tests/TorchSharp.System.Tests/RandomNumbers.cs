using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class RandomNumbers
{
    [Fact]
    public void A_seed_repeats()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        var first = randn(5);
        var state = get_rng_state();
        var second = rand(5);
        manual_seed(42);
        Assert.True(first.Equals(randn(5)));
        set_rng_state(state);
        Assert.True(second.Equals(rand(5)));
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_default_alone()
    {
        using var scope = NewDisposeScope();
        using var own = new Generator(7);
        using var same = new Generator(7);
        manual_seed(1);
        var expected = rand(3);
        manual_seed(1);
        var a = rand([3], generator: own);
        Assert.True(expected.Equals(rand(3)));
        Assert.True(a.Equals(rand([3], generator: same)));
        Assert.Equal(7, own.initial_seed());
        var weights = tensor(new[] { 0f, 1, 0 });
        Assert.Equal([1L, 1], weights.multinomial(2, replacement: true, own).data<long>().ToArray());
        Assert.Equal([0L, 1, 2], randperm(3, generator: own).sort().Item1.data<long>().ToArray());
        var drawn = randint(2, 5, new long[] { 100 }, generator: own);
        Assert.Equal(2L, drawn.min().item<long>());
        Assert.Equal(4L, drawn.max().item<long>());
    }

    [Fact]
    public void Factories()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal([0.5f, 0.5f], full([2], 0.5).data<float>().ToArray());
        Assert.Equal(ScalarType.Int64, full([2], 5).dtype);
        Assert.Equal([1f, 0, 0, 1], eye(2).data<float>().ToArray());
        Assert.Equal(ScalarType.Float64, zeros_like(ones(2), dtype: float64).dtype);
        Assert.True(zeros(2, 3, requires_grad: true).requires_grad);
        Assert.Equal([0.0, 0.5, 1], linspace(0, 1, 3, dtype: float64).data<double>().ToArray());
        Assert.Equal([1f, 0, 1, 1], ones(2, 2).tril().data<float>().ToArray());
        Assert.Equal("cpu", ones(1).device.ToString());
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        if (!cuda.is_available()) Assert.Throws<InvalidOperationException>(() => torch.device("cuda"));
    }
}
