using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class TimingTests
{
    [Theory]
    [InlineData(3, new double[] { 3 })]
    [InlineData(2, new double[] { 9, 1, 2 })]
    [InlineData(2.5, new double[] { 3, 100, 2, 1 })]
    public void The_middle_run_counts(double median, double[] runs) =>
        Assert.Equal(median, new Timing(runs, IsCold: false, PeakExtraBytes: null).Median);

    [Fact]
    public void There_is_no_median_of_nothing() => Assert.Throws<ArgumentException>(() => Timing.ComputeMedian([]));

    [Fact]
    public void A_ratio_is_the_median_of_those_of_the_rounds()
    {
        // In the second round, all contenders took three times as long.
        var row = Recorded.Row("case", "task", "", Took(ContenderNames.Ours, 1, 3, 2), Took(ContenderNames.Python, 5, 15, 2));

        Assert.Equal(5, row.Ratio(ContenderNames.Python, ContenderNames.Ours));
        Assert.Null(row.Ratio(ContenderNames.Limit, ContenderNames.Ours));
    }

    [Fact]
    public void Of_who_was_not_there_in_all_rounds_the_medians_count()
    {
        var row = Recorded.Row("case", "task", "", Took(ContenderNames.Ours, 1, 2, 90), Took(ContenderNames.Python, 5));

        Assert.Equal(2.5, row.Ratio(ContenderNames.Python, ContenderNames.Ours));
    }

    [Theory]
    [InlineData(0.04567, "0.046")]
    [InlineData(4.567, "4.57")]
    [InlineData(45.67, "45.7")]
    [InlineData(456.7, "457")]
    [InlineData(null, "-")]
    public void Times_have_the_digits_that_say_something(double? value, string text) => Assert.Equal(text, QuantityFormatter.FormatMilliseconds(value));

    [Fact]
    public void The_first_run_is_cold_and_counts_only_where_it_is_alone()
    {
        var runs = new Queue<Measurement>([new(50, 7), new(4, null), new(2, null)]);
        var asked = new List<bool>();
        var contender = new Contender("someone", (isCold, _) =>
        {
            asked.Add(isCold);
            return runs.Dequeue();
        });

        Assert.Null(contender.GetTiming());
        contender.Measure(TimeSpan.FromMilliseconds(50));
        var alone = contender.GetTiming()!;
        contender.Measure(TimeSpan.FromMilliseconds(50));
        contender.Measure(TimeSpan.FromMilliseconds(50));
        var all = contender.GetTiming()!;

        Assert.Equal([true, false, false], asked);
        Assert.Equal((50, true, 7), (alone.Median, alone.IsCold, alone.PeakExtraBytes!.Value));
        Assert.Equal((3, false, 7), (all.Median, all.IsCold, all.PeakExtraBytes!.Value));
    }

    [Fact]
    public void What_is_short_is_done_as_often_as_fits_into_a_warm_run()
    {
        var asked = new List<int>();
        var runs = new Queue<Measurement>([new(5, 7), new(2, null), new(200, null), new(3, null)]);
        var contender = new Contender("someone", (_, times) =>
        {
            asked.Add(times);
            return runs.Dequeue();
        });

        for (var i = 0; i < 4; i++)
            contender.Measure(TimeSpan.FromMilliseconds(50));

        Assert.Equal([1, 10, 25, 1], asked);
    }

    [Fact]
    public void What_is_short_settles_after_its_first_run()
    {
        var done = 0;
        var contender = Contender.FromVariant("someone", new Variant("", () =>
        {
            done++;
            return [];
        }), isShort: true);

        contender.Measure(TimeSpan.Zero);
        Assert.Equal(1, done);
        var first = contender.GetTiming()!;
        contender.WarmUp();
        Assert.True(done > 100 && done % 100 == 1, $"{done} times");
        Assert.Equal(first.Milliseconds, contender.GetTiming()!.Milliseconds);

        contender.Measure(TimeSpan.Zero);
        var settled = done;
        contender.WarmUp();
        Assert.Equal(settled, done);
    }

    private static (string Contender, Timing Timing) Took(string contender, params double[] runs) =>
        (contender, new Timing(runs, IsCold: false, PeakExtraBytes: null));
}
