using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

/// <summary>Measurements that were made up, to be shown.</summary>
internal static class Recorded
{
    public static Timing Took(double milliseconds, long? bytes = null) => new([milliseconds], IsCold: false, bytes);

    public static BenchRow Row(string @case, string task, string way, params (string Contender, Timing Timing)[] timings) =>
        new(@case, task, way, Threads: 1, timings.ToDictionary(one => one.Contender, one => one.Timing));

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
            (Names.Limit, Took(4)), (Names.Ours, new Timing([5, 4.8, 7], IsCold: false, 123_456)), (Names.Operators, Took(80, 131_000_000)),
            (Names.OperatorsTuned, Took(27, 131_200_000)), (Names.Python, Took(79, 131_100_000))),
        Row(
            "logprobs-1024x32000-f32", TokenLogprobsCase.Gradient, TokenLogprobsCase.Fused,
            (Names.Limit, Took(5)), (Names.Ours, Took(6.25, 0)), (Names.Operators, Took(260, 393_000_000)),
            (Names.OperatorsTuned, Took(45, 393_000_000)), (Names.Python, Took(250, 393_000_000))),
        Row(
            "clipped-pg-8x2048", ClippedPGCase.Everything, "",
            (Names.Ours, new Timing([0.0654], IsCold: true, null)), (Names.Operators, Took(1.1))));
}
