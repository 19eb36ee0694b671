namespace LossDsl.Tests.Harness;

/// <summary>Tests of the helper that reads tensors.</summary>
public sealed class ElementsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<long[]> NoElements => [new long[] { 0 }, new long[] { 0, 3 }, new long[] { 3, 0 }, new long[] { 2, 0, 4 }];

    [Theory, MemberData(nameof(NoElements))]
    public void An_empty_tensor_has_none(long[] shape)
    {
        Assert.Empty(zeros(shape).ToArray<float>());
        Assert.Empty(zeros(shape, dtype: int64).ToDoubles());
        Assert.Empty(DeviceTransfer.ReadDoubles(zeros(shape, dtype: float64)));
        Assert.Empty(DeviceTransfer.ReadIntegers(zeros(shape, dtype: @bool)));
    }

    [Fact]
    public void They_come_row_by_row_whatever_the_strides()
    {
        var numbers = arange(6, dtype: float32).reshape(2, 3);

        Assert.Equal([0f, 1, 2, 3, 4, 5], numbers.ToArray<float>());
        Assert.Equal([0f, 3, 1, 4, 2, 5], numbers.t().ToArray<float>());
        Assert.Equal([0.0, 3, 1, 4, 2, 5], numbers.t().to(bfloat16).ToDoubles());
        Assert.Equal([7.0], tensor(7f, requires_grad: true).ToDoubles());
        Assert.Equal([true, false], tensor(new[] { true, false }).ToArray<bool>());
    }

    [Fact]
    public void Reading_leaves_no_tensor_behind()
    {
        var numbers = arange(6, dtype: int32).reshape(2, 3).t();
        var before = _scope.DisposablesCount;

        numbers.ToDoubles();

        Assert.Equal(before, _scope.DisposablesCount);
        Assert.False(numbers.IsInvalid);
    }
}
