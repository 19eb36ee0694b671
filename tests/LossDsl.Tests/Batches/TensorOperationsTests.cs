namespace LossDsl.Tests.Batches;

public sealed class TensorOperationsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void To_changes_the_type_of_floats_but_of_no_exact_declaration()
    {
        var batch = Rollouts.Batch(2).Bind().To(floats: float64);

        Assert.Equal(ScalarType.Int64, batch.InputIds.dtype);
        Assert.Equal(ScalarType.Float64, batch.TokenMask.dtype);
        Assert.Equal(ScalarType.Float64, batch.Hidden!.dtype);
        Assert.Equal(ScalarType.Float32, batch.Temperature!.dtype);
        Assert.Equal(ScalarType.Float64, ((Tensor)batch.Extra["rewards"]!).dtype);
        Assert.Equal("test", batch.Extra["source"]);
    }

    [Fact]
    public void To_moves_to_a_device()
    {
        var batch = Rollouts.Batch(2).Bind().To(new Device(DeviceType.META));

        Assert.All([batch.InputIds, batch.Hidden!, (Tensor)batch.Extra["rewards"]!], tensor =>
            Assert.Equal(DeviceType.META, tensor.device_type));
    }

    [Fact]
    public void Detach_leaves_the_graph()
    {
        var hidden = randn(2, 3, 2).requires_grad_();
        var batch = Rollouts.Batch(2).Bind() with { Hidden = hidden };

        Assert.False(batch.Detach().Hidden!.requires_grad);
        Assert.True(batch.Slice(0, 1).Hidden!.requires_grad);
        Assert.True(batch.PadTo(4).Hidden!.requires_grad);
    }

    [Fact]
    public void Map_sees_every_tensor_and_what_is_declared_of_it()
    {
        var batch = Rollouts.Batch(2).Bind();
        var seen = new List<string>();

        batch.Map((field, tensor) =>
        {
            seen.Add(field?.Key ?? $"[{tensor.Size()}]");
            return tensor;
        });

        Assert.Equal(["input_ids", "token_mask", "sample_mask", "hidden", "temperature", "[2]", "[9]"], seen);
        Assert.Equal("0 2 4 6 8 10", batch.Map(tensor => tensor * 2).InputIds.Text());
    }
}
