namespace LossDsl.Bench;

/// <summary>The goals of the measurements. They are printed, but not asserted, since machines differ.</summary>
internal static class BenchGates
{
    /// <summary>The goals for one thread, with the measurements.</summary>
    /// <param name="rows">The measurements.</param>
    public static IReadOnlyList<Gate> Evaluate(IReadOnlyList<BenchRow> rows)
    {
        var one = rows.Where(row => row.Threads == 1).ToList();
        var (wide, half) = (Logprobs("-f32"), Logprobs("-bf16"));
        var forward = TokenLogprobsCase.Forward;
        var fused = TokenLogprobsCase.FusedInPlace;
        List<BenchRow> own = [.. SelectRows("awr"), .. SelectRows("gspo"), .. SelectRows("policy-")];
        return
        [
            AtMost("forward, f32: of the memory limit", 1.3, wide.Where(row => row.Task == forward), ContenderNames.Limit),
            AtMost("forward, bf16: of the memory limit", 2, half.Where(row => row.Task == forward), ContenderNames.Limit),
            AtMost("fused in place, f32: of the memory limit", 1.6, wide.Where(row => row.Variant == fused), ContenderNames.Limit),
            Faster("fused in place: faster than eager, tuned allocator", 8, wide.Concat(half).Where(row => row.Variant == fused), ContenderNames.OperatorsTuned),
            Faster("fused in place: faster than eager", 25, wide.Concat(half).Where(row => row.Variant == fused), ContenderNames.Operators),
            Faster("policy-gradient loss: faster than eager", 20, SelectRows("clipped-pg"), ContenderNames.Operators),
            Faster("other policy losses, over logits: faster than eager", 15, own.Where(row => row.Variant == DPOCase.InPlace), ContenderNames.Operators),
            Faster("other policy losses, log-probabilities: faster than eager", 15, own.Where(row => row.Variant.Length == 0), ContenderNames.Operators),
            Gate.FromWorst("hidden × weight: less extra memory than eager", 4, isAtLeast: true, SelectRows("hidden").Select(row => (row.Case, Memory(row)))),
            Gate.FromWorst("hidden × weight: time, of eager's", 1.1, isAtLeast: false, SelectRows("hidden").Select(row => (row.Case, Slowdown(row)))),
            Gate.FromWorst("pack: time, of the padded batch's", 1.5, isAtLeast: false, [("", Packing(SelectRows("pack-")))]),
        ];

        List<BenchRow> SelectRows(string name) => [.. one.Where(row => row.Case.StartsWith(name, StringComparison.Ordinal))];

        List<BenchRow> Logprobs(string type) => [.. SelectRows("logprobs-").Where(row => row.Case.EndsWith(type, StringComparison.Ordinal))];
    }

    private static Gate AtMost(string title, double goal, IEnumerable<BenchRow> rows, string of) =>
        Gate.FromWorst(title, goal, isAtLeast: false, rows.Select(row => (row.Case, row.Ratio(ContenderNames.Ours, of))));

    private static Gate Faster(string title, double goal, IEnumerable<BenchRow> rows, string than) =>
        Gate.FromWorst(title, goal, isAtLeast: true, rows.Select(row => (row.Case, row.Ratio(than, ContenderNames.Ours))));

    // Compares with the faster one of the two allocators.
    private static double? Memory(BenchRow row)
    {
        var theirs = Least(row[ContenderNames.Operators]?.PeakExtraBytes, row[ContenderNames.OperatorsTuned]?.PeakExtraBytes);
        return row[ContenderNames.Ours]?.PeakExtraBytes is > 0 and var ours ? theirs / ours : null;
    }

    private static double? Slowdown(BenchRow row) =>
        Most(row.Ratio(ContenderNames.Ours, ContenderNames.Operators), row.Ratio(ContenderNames.Ours, ContenderNames.OperatorsTuned));

    private static double? Least(double? a, double? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private static double? Most(double? a, double? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);

    private static double? Packing(IReadOnlyList<BenchRow> rows) =>
        Ours(rows, PackCase.Packed) is { } packed && Ours(rows, PackCase.Padded) is { } padded ? packed.RatioTo(padded) : null;

    private static Timing? Ours(IReadOnlyList<BenchRow> rows, string task) => rows.FirstOrDefault(row => row.Task == task)?[ContenderNames.Ours];
}
