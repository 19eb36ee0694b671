using LossDsl.Bench;
using static LossDsl.Bench.Tests.Recorded;

namespace LossDsl.Bench.Tests;

public sealed class BenchGatesTests
{
    [Fact]
    public void Of_several_sizes_the_worst_counts()
    {
        var gate = BenchGates.Evaluate([Forward("logprobs-1x2-f32", 1.1), Forward("logprobs-3x4-f32", 1.4), Forward("logprobs-5x6-bf16", 1.9)])[0];

        Assert.Equal((1.4, "logprobs-3x4-f32", false), (gate.Measured!.Value, gate.Where, gate.IsMet!.Value));
    }

    [Fact]
    public void Half_precision_has_its_own()
    {
        var gates = BenchGates.Evaluate([Forward("logprobs-5x6-bf16", 1.9)]);

        Assert.Null(gates[0].IsMet);
        Assert.True(gates[1].IsMet);
    }

    [Fact]
    public void Losses_from_logits_and_from_log_probabilities_are_told_apart()
    {
        var gates = BenchGates.Evaluate(
        [
            Loss("awr-8x2048", "", 2), Loss("gspo-4x128x32000", DPOCase.InPlace, 16), Loss("policy-all-4x128x32000", DPOCase.InPlace, 19),
            Loss("policy-all-4x128x32000", DPOCase.NewTensor, 8),
        ]);

        var (logits, logprobs) = (Named("other policy losses, over logits"), Named("other policy losses, log-probabilities"));
        Assert.Equal((16.0, true), (logits.Measured!.Value, logits.IsMet!.Value));
        Assert.Equal((2.0, false), (logprobs.Measured!.Value, logprobs.IsMet!.Value));

        Gate Named(string title) => gates.Single(gate => gate.Title.StartsWith(title, StringComparison.Ordinal));

        static BenchRow Loss(string name, string variant, double ratio) => Row(
            name, ClippedPGCase.Everything, variant, (ContenderNames.Ours, Took(1)), (ContenderNames.Operators, Took(ratio)));
    }

    [Fact]
    public void Of_two_allocators_the_better_one_counts()
    {
        var gates = BenchGates.Evaluate([Row(
            "hidden-1x2x3", HiddenCase.Gradients, "",
            (ContenderNames.Ours, Took(90, 10)), (ContenderNames.Operators, Took(100, 60)), (ContenderNames.OperatorsTuned, Took(80, 50)))]);

        Assert.Equal(5, Find(gates, "extra memory").Measured);
        Assert.Equal(90.0 / 80, Find(gates, "time, of eager's").Measured);
    }

    [Fact]
    public void A_pack_is_held_against_the_padded_batch()
    {
        var gates = BenchGates.Evaluate(
            [Row("pack-64", PackCase.Packed, "", (ContenderNames.Ours, Took(12))), Row("pack-64", PackCase.Padded, "", (ContenderNames.Ours, Took(10)))]);

        Assert.Equal(1.2, Find(gates, "pack").Measured!.Value, 1e-12);
        Assert.Equal("≤ 1.5×", Find(gates, "pack").GoalText);
    }

    [Fact]
    public void More_threads_are_not_held_against_anything() =>
        Assert.All(BenchGates.Evaluate([Forward("logprobs-1x2-f32", 1.1) with { Threads = 2 }]), gate => Assert.Null(gate.Measured));

    private static Gate Find(IReadOnlyList<Gate> gates, string words) => Assert.Single(gates, gate => gate.Title.Contains(words));

    private static BenchRow Forward(string @case, double ratio) =>
        Row(@case, TokenLogprobsCase.Forward, "", (ContenderNames.Limit, Took(1)), (ContenderNames.Ours, Took(ratio)));
}
