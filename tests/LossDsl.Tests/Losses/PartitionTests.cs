namespace LossDsl.Tests.Losses;

/// <summary>However a batch is cut into microbatches, losses, gradients and metrics add up to those of the whole.</summary>
public sealed class PartitionTests : IDisposable
{
    private const long Rows = 8;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, long> Cuts() =>
        new(from loss in Subject.All.Keys from rows in new long[] { 1, 2, 3, 6, 8 } where rows % 2 == 0 || !Subject.All[loss].Pairs select (loss, rows));

    [Theory]
    [MemberData(nameof(Cuts))]
    public void In_float32(string loss, long rows) => Check(loss, rows, float32, 1e-6);

    [Theory]
    [MemberData(nameof(Cuts))]
    public void In_float64(string loss, long rows) => Check(loss, rows, float64, 1e-12);

    private static void Check(string loss, long rows, ScalarType dtype, double relative)
    {
        var subject = Subject.All[loss];
        manual_seed(17);
        var (output, batch) = subject.Sample(Rows, 9, dtype);
        var totals = Subject.Totals(batch);
        var whole = subject.Compute(output, batch, totals);

        var parts = new List<Outcome>();
        for (var begin = 0L; begin < Rows; begin += rows)
        {
            var length = Math.Min(rows, Rows - begin);
            var slice = output.detach().narrow(0, begin, length).clone().requires_grad_();
            parts.Add(subject.Compute(slice, Slice(batch, begin, length), totals));
        }

        Near(whole.Loss, parts.Sum(part => part.Loss), Math.Abs(whole.Loss));
        for (var i = 0; i < whole.Metrics.Length; i++)
            Near(whole.Metrics[i], parts.Sum(part => part.Metrics[i]), Math.Max(Math.Abs(whole.Metrics[i]), 0.1));
        var gradient = parts.SelectMany(part => part.Gradient).ToArray();
        var scale = whole.Gradient.Max(Math.Abs);
        for (var i = 0; i < gradient.Length; i++)
            Near(whole.Gradient[i], gradient[i], scale);

        void Near(double expected, double actual, double size) =>
            Assert.InRange(actual, expected - relative * size, expected + relative * size);
    }

    private static BatchedDataDict Slice(BatchedDataDict batch, long begin, long length)
    {
        var entries = batch.Select(entry => KeyValuePair.Create(entry.Key, (object?)((Tensor)entry.Value!).narrow(0, begin, length)));
        return (BatchedDataDict)Activator.CreateInstance(batch.GetType(), entries)!;
    }
}
