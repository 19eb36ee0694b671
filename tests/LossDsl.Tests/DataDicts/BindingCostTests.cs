namespace LossDsl.Tests.DataDicts;

public sealed class BindingCostTests
{
    [Fact]
    public void Binding_allocates_the_record_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var batch = Batch.ClippedPG(8, 16);
        var data = batch.Bind();
        var record = Allocated(() => data = data with { });

        Assert.Equal(record, Allocated(() => data = batch.Bind()));
        Assert.Equal(record, Allocated(() => data = DataDict.Bind<ClippedPGLossDataDict>(batch, config: "none")));
    }

    private static long Allocated(Action action)
    {
        const int Times = 100;
        for (var i = 0; i < Times; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }
}
