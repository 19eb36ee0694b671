using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

/// <summary>Made-up measurements for tests of the reports.</summary>
internal static class Recorded
{
    public static Timing Took(double milliseconds, long? bytes = null) => new([milliseconds], IsCold: false, bytes);

    public static BenchRow Row(string @case, string task, string variant, params (string Contender, Timing Timing)[] timings) =>
        new(@case, task, variant, Threads: 1, timings.ToDictionary(one => one.Contender, one => one.Timing));

    public static BenchReport Report(params BenchRow[] rows) => new()
    {
        Command = "lossdsl bench",
        IsQuick = false,
        IsComplete = true,
        Seconds = 61.4,
        Machine = new Dictionary<string, string> { ["cpu"] = "Abacus <9>", ["cores"] = "2" },
        Notes = ["something is missing"],
        Rows = rows,
    };

    public static BenchReport Sample { get; } = Report(
        Row(
            "logprobs-1024x32000-f32", TokenLogprobsCase.Forward, "",
            (ContenderNames.Limit, Took(4)), (ContenderNames.Ours, new Timing([5, 4.8, 7], IsCold: false, 123_456)), (ContenderNames.Operators, Took(80, 131_000_000)),
            (ContenderNames.OperatorsTuned, Took(27, 131_200_000)), (ContenderNames.Python, Took(79, 131_100_000))),
        Row(
            "logprobs-1024x32000-f32", TokenLogprobsCase.Gradient, TokenLogprobsCase.FusedInPlace,
            (ContenderNames.Limit, Took(5)), (ContenderNames.Ours, Took(6.25, 0)), (ContenderNames.Operators, Took(260, 393_000_000)),
            (ContenderNames.OperatorsTuned, Took(45, 393_000_000)), (ContenderNames.Python, Took(250, 393_000_000))),
        Row(
            "clipped-pg-8x2048", ClippedPGCase.Everything, "",
            (ContenderNames.Ours, new Timing([0.0654], IsCold: true, null)), (ContenderNames.Operators, Took(1.1))));
}
