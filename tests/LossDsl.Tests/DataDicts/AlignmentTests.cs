namespace LossDsl.Tests.DataDicts;

/// <summary>The token dimension of aligned tensors, at any position.</summary>
public sealed class AlignmentTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Hidden_states_are_per_token_where_the_ids_are()
    {
        var hidden = arange(12, dtype: float32).view(2, 3, 2);
        var batch = new States { Hidden = hidden, InputIds = arange(6).view(2, 3), Scores = arange(6).view(3, 2) };

        Assert.Equal([2L, 2L, 2L], batch.NextToken.Hidden.shape);
        Assert.Equal([0, 1, 2, 3, 6, 7, 8, 9], batch.NextToken.Hidden.ToArray<float>());
        Assert.Equal([2L, 2L], batch.NextToken.Scores.shape);
        Assert.Equal("S", States.Schema.TokenName);
    }

    [Theory]
    [InlineData("B S", "B S", "S", 1, 1)]
    [InlineData("B S H", "B S", "S", 1, 1)]
    [InlineData("B H S", "B H S", "S", 2, 2)]
    [InlineData("B S", "B S-1 H", "S", 1, 1)]
    [InlineData("... B S H", "B S", "S", -2, 1)]
    [InlineData("B S", "B T", null, 1, 1)]
    [InlineData("B _", "B _", null, 1, 1)]
    [InlineData("B S H", "B H S", null, 2, 2)]
    public void The_axis_is_the_one_name_in_common_else_the_last(string first, string second, string? name, int axis, int other)
    {
        var axes = new BatchAxes([first, second], [true, true]);

        Assert.Equal(name, axes.TokenName);
        Assert.Equal((axis, other), (axes.TokenAxis(0), axes.TokenAxis(1)));
    }
}

[DataDict]
internal sealed partial record States
{
    [Tensor("B S hidden=2", DType.Float, Alignment = TokenAlignment.Next)]
    public required Tensor Hidden { get; init; }

    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current)]
    public required Tensor InputIds { get; init; }

    [Tensor("S B", DType.Integer, Alignment = TokenAlignment.Current)]
    public required Tensor Scores { get; init; }
}
