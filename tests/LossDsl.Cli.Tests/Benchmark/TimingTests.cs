using LossDsl.Cli.Benchmark;

namespace LossDsl.Cli.Tests.Benchmark;

public sealed class TimingTests
{
    [Theory]
    [InlineData(3, new double[] { 3 })]
    [InlineData(2, new double[] { 9, 1, 2 })]
    [InlineData(2.5, new double[] { 3, 100, 2, 1 })]
    public void The_middle_run_counts(double median, double[] runs) =>
        Assert.Equal(median, new Timing(runs, IsCold: false, PeakExtraBytes: null).Median);

    [Fact]
    public void There_is_no_median_of_nothing() => Assert.Throws<ArgumentException>(() => Timing.MedianOf([]));

    [Fact]
    public void A_ratio_is_of_medians()
    {
        var row = Recorded.Row("case", "task", "", (Names.Ours, new Timing([1, 2, 90], IsCold: false, null)), (Names.Python, Recorded.Took(5)));

        Assert.Equal(2.5, row.Ratio(Names.Python, Names.Ours));
        Assert.Null(row.Ratio(Names.Limit, Names.Ours));
    }

    [Theory]
    [InlineData(0.04567, "0.046")]
    [InlineData(4.567, "4.57")]
    [InlineData(45.67, "45.7")]
    [InlineData(456.7, "457")]
    [InlineData(null, "-")]
    public void Times_have_the_digits_that_say_something(double? value, string text) => Assert.Equal(text, Quantity.Milliseconds(value));

    [Fact]
    public void The_first_run_is_cold_and_counts_only_where_it_is_alone()
    {
        var runs = new Queue<Measurement>([new(50, 7), new(4, null), new(2, null)]);
        var asked = new List<bool>();
        var contender = new Contender("someone", isCold =>
        {
            asked.Add(isCold);
            return runs.Dequeue();
        });

        Assert.Null(contender.Timing());
        contender.Measure();
        var alone = contender.Timing()!;
        contender.Measure();
        contender.Measure();
        var all = contender.Timing()!;

        Assert.Equal([true, false, false], asked);
        Assert.Equal((50, true, 7), (alone.Median, alone.IsCold, alone.PeakExtraBytes!.Value));
        Assert.Equal((3, false, 7), (all.Median, all.IsCold, all.PeakExtraBytes!.Value));
    }

    [Fact]
    public void What_is_short_is_done_several_times_in_a_warm_run()
    {
        var done = 0;
        var contender = Contender.Here("someone", new Way("", () =>
        {
            done++;
            return [];
        }), times: 5);

        contender.Measure();
        var settled = done;
        // The cold one, and then again and again until the runtime has done with it.
        Assert.True(settled > 6 && settled % 5 == 1, $"{settled} times");
        contender.Measure();
        Assert.Equal(settled + 5, done);
    }
}
