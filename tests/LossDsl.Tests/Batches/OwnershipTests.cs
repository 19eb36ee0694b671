namespace LossDsl.Tests.Batches;

/// <summary>
/// Every tensor of a result is new and belongs to the current scope; nothing else is left, and the source is unchanged.
/// </summary>
public sealed class OwnershipTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Operations =>
        ["slice", "select", "select by tensor", "repeat", "pad", "pad nothing", "truncate", "concat", "to", "to the same", "detach",
         "microbatch", "microbatch by tokens", "shortest first", "chunk"];

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Results_are_new_tensors_and_all_that_is_left(string operation)
    {
        var batch = Rollouts.Batch(4);
        batch.Remove("weights");
        var source = batch.Bind();
        var indices = tensor(new long[] { 0 });
        var before = Live;

        var result = Run(operation, source, indices);

        // Five declared tensors, and one in the extra entries.
        Assert.Equal(6, Live - before);
        result.Dispose();
        Assert.Equal(before, Live);
        Assert.All(Tensors(source), tensor => Assert.False(tensor.IsInvalid));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_scope_around_an_operation_frees_its_result(string operation)
    {
        var batch = Rollouts.Batch(4);
        batch.Remove("weights");
        var source = batch.Bind();
        var indices = tensor(new long[] { 0 });
        var before = Live;

        using (NewDisposeScope())
            Run(operation, source, indices);

        Assert.Equal(before, Live);
        Assert.All(Tensors(source), tensor => Assert.False(tensor.IsInvalid));
    }

    [Theory]
    [InlineData("slice", true)]
    [InlineData("truncate", true)]
    [InlineData("to the same", true)]
    [InlineData("detach", true)]
    [InlineData("chunk", true)]
    [InlineData("microbatch", true)]
    [InlineData("microbatch by tokens", true)]
    [InlineData("select", false)]
    [InlineData("shortest first", false)]
    [InlineData("repeat", false)]
    [InlineData("pad", false)]
    [InlineData("concat", false)]
    public void Views_share_memory_and_copies_do_not(string operation, bool shares)
    {
        var batch = Rollouts.Batch(4);
        batch.Remove("weights");
        var source = batch.Bind();

        var result = Run(operation, source, tensor(new long[] { 0 }));
        source.InputIds.fill_(77);

        Assert.Equal(shares, result.InputIds[0, 0].item<long>() == 77);
    }

    [Fact]
    public void Binding_takes_the_very_tensors()
    {
        var batch = Rollouts.Batch(2);
        var before = Live;

        var data = batch.Bind();

        Assert.Same(batch["input_ids"], data.InputIds);
        Assert.Same(batch["rewards"], data.Extra["rewards"]);
        Assert.Equal(before, Live);
    }

    private static Rollouts Run(string operation, Rollouts source, Tensor indices)
    {
        switch (operation)
        {
            case "slice": return source.Slice(0, 2);
            case "select": return source.Select(0, 0);
            case "select by tensor": return source.Select(indices);
            case "repeat": return source.Repeat(2);
            case "pad": return source.PadTo(8);
            case "pad nothing": return source.PadTo(3);
            case "truncate": return source.Truncate(2);
            case "concat": return Rollouts.Concat([source, source]);
            case "to": return source.To(floats: float64);
            case "to the same": return source.To(floats: float32);
            case "detach": return source.Detach();
            case "microbatch": return source.Microbatches(4).Single();
            case "microbatch by tokens": return source.MicrobatchesByTokens(12).Single();
            case "shortest first": return source.SortByLength();
            case "chunk": return source.Chunk(1).Single();
            default: throw new ArgumentException(operation);
        }
    }

    private static IEnumerable<Tensor> Tensors(Rollouts batch) =>
        [batch.InputIds, batch.TokenMask, batch.SampleMask, batch.Hidden!, batch.Temperature!, (Tensor)batch.Extra["rewards"]!];
}
