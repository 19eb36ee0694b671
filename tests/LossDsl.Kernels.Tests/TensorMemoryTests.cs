namespace LossDsl.Kernels.Tests;

/// <summary>Tensors that are made and read through their memory.</summary>
public sealed class TensorMemoryTests
{
    [Fact]
    public void A_vector_holds_its_numbers()
    {
        using var scope = NewDisposeScope();
        foreach (var numbers in new double[][] { [], [1.5], [double.NaN, double.NegativeInfinity, -0.0, double.Epsilon] })
        {
            var vector = TensorMemory.CreateVector(numbers);

            Assert.Equal(float64, vector.dtype);
            Assert.Equal([numbers.Length], vector.shape);
            Assert.Equal(numbers, TensorMemory.ReadElements<double>(vector));
        }
    }

    [Fact]
    public void Elements_come_in_the_order_of_the_dimensions()
    {
        using var scope = NewDisposeScope();
        var table = arange(6, dtype: int64).view(2, 3);

        Assert.Equal([0, 1, 2, 3, 4, 5], TensorMemory.ReadElements<long>(table));
        Assert.Equal([0, 3, 1, 4, 2, 5], TensorMemory.ReadElements<long>(table.t()));
        Assert.Equal([4, 5], TensorMemory.ReadElements<long>(table.narrow(0, 1, 1).narrow(1, 1, 2)));
    }

    [Fact]
    public void Elements_of_another_size_are_refused()
    {
        using var single = ones(3);

        var error = Assert.Throws<ArgumentException>(() => TensorMemory.ReadElements<double>(single));

        Assert.Contains("expected elements of Double, got Float32", error.Message);
    }
}
