using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Formulas;

namespace LossDsl.Hostile.Tests.Running;

/// <summary>The expected errors of a call, according to the pages of the losses and the declarations of their data dicts.</summary>
internal static class ExpectedErrors
{
    /// <summary>The error of illegal settings; null if there is none.</summary>
    public static ExpectedError? ForSettings(LossCase draw)
    {
        var wrong = draw.Loss switch
        {
            LossKind.ClippedPG or LossKind.ClippedPGByOperators => SettingRules.FindErrors(ClippedPGLossConfig.Schema, draw.Policy),
            LossKind.PolicyGradient => SettingRules.FindErrors(PolicyGradientLossConfig.Schema, draw.General),
            LossKind.Dpo => ForDpo(draw.Dpo),
            _ => [],
        };
        return wrong.ToList() is { Count: > 0 } keys ? new ExpectedError(keys, keys) : null;
    }

    /// <summary>The error of invalid cumulative lengths; null if there is none.</summary>
    public static ExpectedError? ForPack(LossCase draw)
    {
        var isWrong = draw.Pack is { Fault: not PackFault.None }
            || (draw is { Pack: { } pack, Output: { Key: "rewards", Shape: "1 T" } } && pack.Lengths.Contains(0));
        // If sequences are too long, or have one position, the output may be reported as too short instead.
        return !isWrong ? null
            : draw.Pack is { Fault: PackFault.TooLong } or { Positions: 1 } ? new ExpectedError(["cu_seqlens_q", draw.Output.Key], [])
            : new ExpectedError(["cu_seqlens_q"], []);
    }

    /// <summary>The error of tensors that are not as declared; null if there is none.</summary>
    public static ExpectedError? ForTensors(LossCase draw)
    {
        List<string> alone = [], suspects = [];
        var lengths = new Dictionary<string, HashSet<long>>();
        foreach (var tensor in draw.All)
        {
            if (tensor.Fault != Fault.None)
                suspects.Add(tensor.Key);
            if ((!tensor.IsThere && tensor.Fault != Fault.Meta) || !tensor.IsOfClass || (tensor.IsThere && !Unify(tensor, draw.Sizes, lengths)))
                alone.Add(tensor.Key);
        }

        var isWrong = alone.Count > 0 || draw.All.Any(tensor => tensor.Fault == Fault.Meta) || lengths.Values.Any(known => known.Count > 1);
        if (!isWrong)
            return null;
        // A record is validated when it is created, before the output is known.
        return new ExpectedError([.. suspects, .. alone], draw.IsUntyped ? alone : [.. alone.Where(key => key != draw.Output.Key)]);
    }

    /// <summary>The optional tensors that the config requires but the batch does not have. Other errors may be detected first.</summary>
    public static ExpectedError? ForLackingTensors(LossCase draw)
    {
        if (draw.AsGeneral is not { } config)
            return null;
        // Without weights, the clipped loss counts the rows with a positive reward.
        var lacking = GeneralSettings.FindNeededTensors(config).Where(key => !draw.Fields.Any(field =>
            field.Key == key || (draw.IsClippedPG && key == "positive_example_weights" && field.Key == "rewards"))).ToList();
        return lacking.Count > 0 ? new ExpectedError(lacking, []) : null;
    }

    /// <summary>The combination of two errors, of which either may be detected first.</summary>
    public static ExpectedError? Either(ExpectedError? first, ExpectedError? second) =>
        first is null || second is null ? first ?? second : new ExpectedError([.. first.Any, .. second.Any], []);

    /// <summary>The error of ids and counts, in a call whose tensors are as declared; null if there is none.</summary>
    public static ExpectedError? ForNumbers(Batch batch)
    {
        var draw = batch.Case;
        if (draw.Pack is { } pack && pack.Lengths.Max() > batch["input_ids"].Lengths[1])
            return new ExpectedError(["cu_seqlens_q"], []);
        if (draw.Output.Key == "next_token_logits")
        {
            var (ids, vocabulary) = (batch["input_ids"], batch.Output.Lengths[^1]);
            var used = ids.Numbers.Where((_, i) => i % ids.Lengths[1] > 0 && batch.HasToken((int)(i / ids.Lengths[1]), i % ids.Lengths[1]));
            if (used.Any(id => id < 0 || id >= vocabulary))
                return new ExpectedError(["input_ids"], ["input_ids"]);
        }

        var wrong = new List<string>();
        if (NeedsTokens(draw) && IsWrong(draw.Tokens, batch.OwnTokens))
            wrong.Add("global_valid_toks");
        if (NeedsSequences(draw) && IsWrong(draw.Sequences, batch.OwnSequences))
            wrong.Add("global_valid_seqs");
        return wrong.Count > 0 ? new ExpectedError(wrong, []) : null;
    }

    /// <summary>Whether the loss uses the count of tokens.</summary>
    public static bool NeedsTokens(LossCase draw) =>
        draw.IsClippedPG || draw.Loss is LossKind.PolicyGradient or LossKind.Nll || (draw.Loss == LossKind.Dpo && draw.Dpo.SftLossWeight > 0);

    /// <summary>Whether the loss uses the count of sequences.</summary>
    public static bool NeedsSequences(LossCase draw) =>
        draw.HasPairs || (draw.IsClippedPG && draw.Policy is ({ TokenLevelLoss: false } or { TruncatedImportanceSamplingType: "seq-mask-tis" })) || (draw.Loss == LossKind.PolicyGradient
            && draw.General.Reduction is PolicyReduction.SequenceMeanOfTokenMeans or PolicyReduction.SequenceMeanOfTokenSums or PolicyReduction.Constant);

    private static bool IsWrong(Count count, double own) =>
        count is Count.Null or Count.TwoElements or Count.Disposed || own > Batch.Given(count, own);

    /// <summary>The illegal properties of a DPO config.</summary>
    public static IEnumerable<string> ForDpo(DPOLossConfig config)
    {
        if (!IsWeight(config.ReferencePolicyKlPenalty))
            yield return nameof(config.ReferencePolicyKlPenalty);
        if (!IsWeight(config.PreferenceLossWeight))
            yield return nameof(config.PreferenceLossWeight);
        if (!IsWeight(config.SftLossWeight))
            yield return nameof(config.SftLossWeight);
    }

    private static bool IsWeight(double value) => value is >= 0 and <= 1e12;

    // Records the lengths that a tensor gives to names. Returns false if the tensor is invalid, whatever the others are.
    private static bool Unify(TensorCase draw, Sizes sizes, Dictionary<string, HashSet<long>> known)
    {
        var (names, lengths) = (draw.Shape.Split(' '), draw.Lengths(sizes));
        // Reward heads often keep a last dimension of length 1.
        if (draw is { Key: "rewards", IsOptional: false } && lengths.Length == names.Length + 1 && lengths[^1] == 1)
            lengths = lengths[..^1];
        if (names.Length != lengths.Length)
            return false;
        for (var i = 0; i < names.Length; i++)
        {
            var (name, length) = names[i] switch
            {
                "2*P" when lengths[i] % 2 != 0 => ("", 0),
                "2*P" => ("P", lengths[i] / 2),
                "S-1" => ("S", lengths[i] + 1),
                "T" or "1" when lengths[i] != sizes.Length(names[i]) => ("", 0),
                _ => (names[i], lengths[i]),
            };
            if (name.Length == 0)
                return false;
            if (!known.TryGetValue(name, out var all))
                known[name] = all = [];
            all.Add(length);
        }

        return true;
    }
}
