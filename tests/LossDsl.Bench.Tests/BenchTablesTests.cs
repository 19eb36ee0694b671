using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class BenchTablesTests
{
    [Fact]
    public void A_report_is_machine_times_memory_goals_and_what_is_missing()
    {
        var output = new StringWriter { NewLine = "\n" };
        BenchTables.Write(Recorded.Sample, output);

        var text = output.ToString();
        Assert.StartsWith(
            """
            cpu Abacus <9>; cores 2

            1 thread: median milliseconds; limit is reading the memory once, or reading and writing it once where there is a gradient
            case                     what                           runs  limit   ours  × limit  TorchSharp  × ours  tuned  × ours  Python  × ours
            logprobs-1024x32000-f32  forward                           3   4.00   5.00     1.25        80.0    16.0   27.0    5.40    79.0    15.8
                                     gradient, fused over logits       1   5.00   6.25     1.25         260    41.6   45.0    7.20     250    40.0
            clipped-pg-8x2048        loss, metrics, gradient      1 cold      -  0.065        -        1.10    16.8      -       -       -       -

            Peak extra memory in MB
            """,
            text);
        Assert.Contains(
            """

            logprobs-1024x32000-f32  forward                       0.1         131    131     131
                                     gradient, fused over logits   0.0         393    393     393
            clipped-pg-8x2048        loss, metrics, gradient         -           -      -       -

            """,
            text);
        Assert.Matches(@"\nfused in place: faster than eager, tuned allocator +7\.20× +≥ 8× +missed +logprobs-1024x32000-f32\n", text);
        Assert.Matches(@"\nfused in place: faster than eager +41\.6× +≥ 25× +holds +logprobs-1024x32000-f32\n", text);
        Assert.Matches(@"\npolicy-gradient loss: faster than eager +16\.8× +≥ 20× +missed +clipped-pg-8x2048\n", text);
        Assert.EndsWith("\n\nsomething is missing\nlossdsl bench: 61 s\n", text);
    }

    [Fact]
    public void Of_nothing_there_is_no_table()
    {
        var output = new StringWriter { NewLine = "\n" };
        BenchTables.Write(Recorded.Report(), output);

        Assert.Equal("cpu Abacus <9>; cores 2\n\nsomething is missing\nlossdsl bench: 61 s\n", output.ToString());
    }
}
