using System.Diagnostics;

namespace LossDsl.Benchmarks;

/// <summary>
/// The fused kernels beside the memory limit and torch's operators: all in turn in one run, medians, as Markdown.
/// </summary>
internal static class LimitTable
{
    private const int Rounds = 7;
    private const int Repeats = 5;

    private static bool Best;

    /// <param name="threads">How many threads to use.</param>
    /// <param name="best">Whether to show the best of many rounds instead: for a machine that has other work, too.</param>
    public static void Print(int threads, bool best)
    {
        set_num_threads(threads);
        Best = best;
        Console.WriteLine(
            $"{threads} thread(s), vectors of {RowKernels.Widest} bits, {(best ? "the best" : $"medians of {Rounds}")} in ms (times the limit)\n");
        Console.WriteLine("| logits | read | read+write | forward | backward in place | both at once | backward, fresh | operators, both |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Logits(1024, 32000, float32);
        Logits(512, 128256, float32);
        Logits(256, 151936, float32);
        Logits(1024, 32000, bfloat16);
        Console.WriteLine();
        Policy(8, 2048);
    }

    private static void Logits(long rows, long vocabulary, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var leaf = randn([rows, vocabulary]).to(type);
        var (ids, none, upstream) = (randint(0, vocabulary, [rows], dtype: int64), zeros([rows], dtype: @bool), randn([rows]));
        var (logits, plan) = (leaf.clone(), LogitRows.Of(leaf, ids, none));
        var logprobs = new double[rows];

        var times = Alternate(
            () => MemoryLimit.Read(leaf),
            () => MemoryLimit.ReadAndWrite(logits),
            () => FusedRows.Logprobs(leaf, plan, logprobs),
            () => FusedRows.Gradient(logits, logits, plan, upstream),
            () => FusedRows.GradientOver(logits, plan, logprobs, (_, _) => 0.5),
            () => Backward(leaf, y => FusedLogprobs.Of(y, ids, none, float32), upstream),
            () => Backward(leaf, y => TokenLogprobs.Plain(y, ids, none, float32), upstream));
        var (read, write) = (times[0], times[1]);
        Console.WriteLine(
            $"| {rows}×{vocabulary} {(type == float32 ? "f32" : "bf16")} | {read:0.0} | {write:0.0} | {Of(times[2], read)} "
            + $"| {Of(times[3], write)} | {Of(times[4], write)} | {times[5] - times[2]:0.0} | {times[6]:0.0} |");

        static string Of(double time, double limit) => $"{time:0.0} ({time / limit:0.00})";
    }

    private static void Backward(Tensor values, Func<Tensor, Tensor> logprobs, Tensor upstream)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var leaf = values.detach().requires_grad_();
        autograd.grad([logprobs(leaf)], [leaf], [upstream]);
    }

    private static void Policy(long rows, long length)
    {
        using var scope = NewDisposeScope();
        var config = new ClippedPGLossConfig
        {
            ReferencePolicyKlPenalty = 0.01,
            RatioClipMin = 0.2,
            RatioClipMax = 0.28,
            RatioClipC = 3,
            UseOnPolicyKlApproximation = true,
            UseImportanceSamplingCorrection = true,
            TokenLevelLoss = true,
        };
        var draw = () => randn([rows, length]) * 0.1 - 2;
        var masks = TokenMasks.Of(ones([rows, length]), ones([rows]), float32);
        var inputs = new ClippedPGInputs(masks, draw(), draw(), draw(), draw(), masks.Weights.sum(), null);
        var y = draw().requires_grad_();

        var times = Alternate(
            Repeat(() => _ = new SweepRows(y, inputs, config, RowKernels.Widest)),
            Repeat(() => autograd.grad([ClippedPGSweepLoss.Of(y, inputs, config).Loss], [y])),
            Repeat(() => autograd.grad([ClippedPGLossFn.Definition(y, inputs, config).Loss], [y])));
        Console.WriteLine($"Policy gradient over {rows}×{length} log-probabilities, with metrics and gradient, in µs:");
        var (sweep, graph, operators) = (times[0] * 1000 / Repeats, times[1] * 1000 / Repeats, times[2] * 1000 / Repeats);
        Console.WriteLine($"the sweep {sweep:0}, as a loss in the graph {graph:0}, in operators {operators:0}");

        static Action Repeat(Action once) => () =>
        {
            for (var i = 0; i < Repeats; i++)
            {
                using var scope = NewDisposeScope();
                once();
            }
        };
    }

    private static double[] Alternate(params Action[] candidates)
    {
        var rounds = Best ? 5 * Rounds : Rounds;
        var times = Array.ConvertAll(candidates, _ => new double[rounds]);
        foreach (var candidate in candidates)
            candidate();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                candidates[i]();
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return Array.ConvertAll(times, t => t.Order().ElementAt(Best ? 0 : rounds / 2));
    }
}
