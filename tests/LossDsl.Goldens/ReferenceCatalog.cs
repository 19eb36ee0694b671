using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens;

/// <summary>
/// The names of the reference's losses and functions, with their equivalents in this library. A name without an equivalent is
/// known but
/// not supported. Any other name is an error in the file.
/// </summary>
internal static class ReferenceCatalog
{
    private static readonly Dictionary<string, LossUnderTest?> Losses = Table<LossUnderTest>(
        [new ClippedPGUnderTest(), new NLLUnderTest(), new PreferenceUnderTest(), new PreferenceHelperUnderTest(), new DPOUnderTest(), new Value()],
        loss => loss.Name,
        [
            "NLLLossFn", "PreferenceLossFn", "DistillationLossFn", "CrossTokenizerDistillationLossFn",
            "DraftCrossEntropyLossFn",
        ]);

    private static readonly Dictionary<string, FunctionUnderTest?> Functions = Table<FunctionUnderTest>(
        [new MaskedMean(), new KlPenaltyK3(), new TokensOfRank(), new CalculateKl()],
        function => function.Name,
        []);

    private static readonly Dictionary<string, string?> Wrappers = Table(
        ["SequencePackingLossWrapper", "SequencePackingFusionLossWrapper"], wrapper => wrapper, ["DraftLossWrapper"]);

    /// <summary>The value of <c>api</c> in cases of other libraries.</summary>
    public const string Peer = "peer";

    private static readonly string[] Apis = ["seed", "head", Peer];

    private static readonly string[] Kinds = ["single", "microbatches", "parallel", "function", "error"];

    /// <summary>The loss of a case; null if this library has no equivalent yet.</summary>
    /// <exception cref="UsageException">The reference has no such loss.</exception>
    public static LossUnderTest? FindLoss(GoldenCase golden)
    {
        var plain = IsPlain(golden);
        var loss = Find(Losses, golden.Root["loss"], "loss");
        return plain && (golden.Api == "seed" || (loss is { IsOfHead: true } && !IsFiltered(golden))) ? loss : null;
    }

    /// <summary>The function of a case; null if this library has no equivalent yet.</summary>
    /// <exception cref="UsageException">The reference has no such function.</exception>
    public static FunctionUnderTest? FindFunction(GoldenCase golden)
    {
        var plain = IsPlain(golden);
        var function = Find(Functions, golden.Root["function"], "function");
        return plain && golden.Api == "seed" != function is { IsOfHead: true } && !IsWeighed(golden) ? function : null;
    }

    private static bool IsPlain(GoldenCase golden)
    {
        Known(Apis, golden.Root["api"], "api");
        Known(Kinds, golden.Root["kind"], "kind");
        if (golden.Root.Find("wrapper") is { } wrapper && Find(Wrappers, wrapper["kind"], "wrapper") is null)
            return false;
        return true;
    }

    // Our function has no argument for weights that require a gradient, since the losses compute them.
    private static bool IsWeighed(GoldenCase golden) => golden.Root["args"].Find("importance_sampling_weights") is not null;

    // Cases with log-probabilities of a filtered distribution in addition to those of the whole distribution.
    private static bool IsFiltered(GoldenCase golden) =>
        golden.Root.Find("sampling_params") is not null
        || golden.Root["inputs"].Find("data")?.Find("curr_logprobs_unfiltered") is not null;

    private static T? Find<T>(Dictionary<string, T?> table, GoldenNode name, string what)
        where T : class
    {
        Known(table.Keys, name, what);
        return table[name.String()];
    }

    private static void Known(IReadOnlyCollection<string> names, GoldenNode node, string what)
    {
        var name = node.String();
        if (names.Contains(name))
            return;
        throw node.CreateException($"the reference has no {what} '{name}'{Suggestion.For(name, names)}");
    }

    private static Dictionary<string, T?> Table<T>(T[] ours, Func<T, string> name, string[] others)
        where T : class
    {
        var table = ours.ToDictionary(name, T? (entry) => entry);
        foreach (var other in others)
            table.Add(other, null);
        return table;
    }
}
