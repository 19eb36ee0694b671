using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class BenchPlanTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(10, 8)]
    [InlineData(0.25, 16)]
    [InlineData(0.001, 200)]
    public void A_measurement_has_eight_rounds_and_as_many_more_as_are_cheap(double round, int expected) =>
        Assert.Equal(expected, Rounds(BenchPlan.Full(_clock).BeginSlice(1), round));

    [Fact]
    public void A_quick_look_gives_each_part_its_share()
    {
        var plan = BenchPlan.Quick(_clock);
        plan.Expect(26);

        // 52 seconds for 26 shares; the second case gets the time that the first one leaves.
        Assert.Equal(4, Rounds(plan.BeginSlice(1), 0.5));
        Assert.Equal(6, Rounds(plan.BeginSlice(1), 0.1));
        Assert.Equal(1, Rounds(plan.BeginSlice(1), 1.5));
    }

    [Fact]
    public void In_a_quick_look_who_is_quick_has_further_turns()
    {
        Assert.Equal(3, BenchPlan.Quick(_clock).GetExtraRuns(TimeSpan.FromMilliseconds(20)));
        Assert.Equal(0, BenchPlan.Quick(_clock).GetExtraRuns(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(0, BenchPlan.Full(_clock).GetExtraRuns(TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public void A_quick_look_is_over_when_its_time_is()
    {
        var plan = BenchPlan.Quick(_clock);
        _clock.Advance(50);

        Assert.True(plan.HasTimeFor(TimeSpan.FromSeconds(2)));
        Assert.False(plan.HasTimeFor(TimeSpan.FromSeconds(3)));
        Assert.True(BenchPlan.Full(_clock).HasTimeFor(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_quick_look_at_what_takes_too_long_says_what_it_left_out()
    {
        // A task of ours and one with operators, each of ten seconds: two contenders, two cases.
        var cases = new[] { Slow("first"), Slow("second"), Slow("third"), Slow("fourth") };
        var runner = new BenchRunner(
            BenchPlan.Quick(_clock), [], new BenchProgress(TextWriter.Null, isTerminal: false, _clock), () => false);

        Assert.True(runner.Run(cases, [1]));

        Assert.Equal(["first", "second", "third"], runner.Rows.Select(row => row.Case));
        Assert.All(runner.Rows, row => Assert.True(row[ContenderNames.Ours]!.IsCold));
        Assert.Equal(["fourth, 1 thread: not measured, the time was over"], runner.Notes);
        Assert.Equal(60, _clock.GetTimestamp() / TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void An_interruption_ends_between_two_runs()
    {
        var stopped = false;
        var known = Case("only", () => stopped = true);
        var runner = new BenchRunner(
            BenchPlan.Full(_clock), [], new BenchProgress(TextWriter.Null, isTerminal: false, _clock), () => stopped);

        Assert.False(runner.Run([known, known], [1, 2]));

        var row = Assert.Single(runner.Rows);
        Assert.NotNull(row[ContenderNames.Ours]);
        Assert.Null(row[ContenderNames.Operators]);
        Assert.Empty(runner.Notes);
    }

    [Fact]
    public void Contenders_take_turns()
    {
        var turns = new List<string>();
        var known = new BenchCase("case", 1, [], () => new PreparedCase(() =>
        [
            new BenchTask("task", "task")
            {
                Limit = () => Take("limit"),
                Variants = [Turn("a"), Turn("b")],
                Operators = Turn("operators"),
            },
        ]));
        new BenchRunner(BenchPlan.Full(_clock), [], new BenchProgress(TextWriter.Null, isTerminal: false, _clock), () => turns.Count >= 12)
            .Run([known], [1]);

        string[] round = ["limit", "a", "b", "operators"];
        Assert.Equal([.. round, .. round, .. round], turns);

        // Fast tasks are repeated within a turn.
        void Take(string name)
        {
            if (turns.LastOrDefault() != name)
                turns.Add(name);
        }

        Variant Turn(string name) => new(name, () =>
        {
            Take(name);
            return [];
        });
    }

    [Fact]
    public void Off_a_terminal_progress_is_a_line_a_part()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new BenchProgress(output, isTerminal: false, _clock);
        progress.Expect(2);
        progress.Begin("one");
        progress.Step("one, round 1");
        _clock.Advance(7);
        progress.Begin("two");
        progress.End();

        Assert.Equal("lossdsl: 0 s, 1/2, one\nlossdsl: 7 s, 2/2, two\n", output.ToString());
    }

    [Fact]
    public void On_a_terminal_it_is_one_line_that_goes_away()
    {
        var output = new StringWriter();
        var progress = new BenchProgress(output, isTerminal: true, _clock);
        progress.Expect(1);
        progress.Begin("one");
        progress.Step("one, round 1");
        progress.End();

        Assert.DoesNotContain('\n', output.ToString());
        Assert.EndsWith("one, round 1\r\e[K", output.ToString());
    }

    private BenchCase Slow(string name) => Case(name, () => _clock.Advance(10));

    private static BenchCase Case(string name, Action run)
    {
        var variant = new Variant("", () =>
        {
            run();
            return [];
        });
        return new BenchCase(name, 1, [], () => new PreparedCase(() => [new BenchTask("task", "task") { Variants = [variant], Operators = variant }]));
    }

    private int Rounds(BenchPlan.TimeSlice slice, double seconds)
    {
        var done = 0;
        for (; slice.HasTimeForRound(done); done++)
            _clock.Advance(seconds);
        return done;
    }
}
