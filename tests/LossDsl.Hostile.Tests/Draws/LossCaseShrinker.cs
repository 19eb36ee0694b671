namespace LossDsl.Hostile.Tests.Draws;

/// <summary>
/// Simplifies a failing call for FsCheck, which takes the first simpler call that fails as well. The simplest come first.
/// </summary>
internal static class LossCaseShrinker
{
    public static IEnumerable<LossCase> Shrink(LossCase draw) =>
    [
        .. Unpacked(draw),
        .. Smaller(draw).Select(sizes => draw with { Sizes = sizes }),
        .. Plainer(draw),
        .. draw.Fields.Where(field => field.IsOptional).Select(field => draw with { Fields = [.. draw.Fields.Where(other => other != field)] }),
        .. draw.Fields.SelectMany((field, at) => Plainer(field).Select(plain => With(draw, at, plain))),
        .. Plainer(draw.Output).Select(plain => draw with { Output = plain }),
    ];

    // For a packed output, the lengths of the sequences determine the sizes.
    private static IEnumerable<LossCase> Unpacked(LossCase draw)
    {
        if (draw.Pack is not { } pack)
            yield break;
        if (pack.Padding is not null && pack.Padding.Any(padding => padding > 0))
            yield return Packed(draw, pack with { Padding = [.. pack.Padding.Select(_ => 0L)] });
        if (pack.Fault != PackFault.None)
            yield return Packed(draw, pack with { Fault = PackFault.None });
        var shape = string.Join(' ', new[] { draw.HasPairs ? "2*P" : "B", draw.IsOfLogprobs ? "S-1" : "S", "V" }.Take(
            draw.Output.Key == "rewards" ? 1 : draw.IsOfLogprobs ? 2 : 3));
        yield return draw with { Pack = null, Output = draw.Output with { Shape = shape } };
    }

    private static LossCase Packed(LossCase draw, PackCase pack) =>
        draw with { Pack = pack, Sizes = draw.Sizes with { Positions = pack.Positions } };

    private static IEnumerable<Sizes> Smaller(LossCase draw)
    {
        var sizes = draw.Sizes;
        if (draw.Pack is not null)
            yield break;
        if (sizes.Rows > 1)
            yield return sizes with { Rows = sizes.Rows - 1 };
        if (sizes.Tokens > 2)
            yield return sizes with { Tokens = sizes.Tokens - 1 };
        if (sizes.Vocabulary > 2)
            yield return sizes with { Vocabulary = sizes.Vocabulary - 1 };
    }

    private static IEnumerable<LossCase> Plainer(LossCase draw)
    {
        var (policy, dpo) = (draw.Policy, draw.Dpo);
        LossCase[] plain =
        [
            draw with { Policy = OrdinaryConfigs.Policy },
            draw with { Dpo = OrdinaryConfigs.Dpo },
            draw with { General = OrdinaryConfigs.General },
            .. SchemaSettings<PolicyGradientLossConfig>.Plainer(PolicyGradientLossConfig.Schema, draw.General, OrdinaryConfigs.General)
                .Select(general => draw with { General = general }),
            .. SchemaSettings<ClippedPGLossConfig>.Plainer(ClippedPGLossConfig.Schema, policy, OrdinaryConfigs.Policy)
                .Select(plainer => draw with { Policy = plainer }),
            draw with { Dpo = dpo with { SftLossWeight = 0 } },
            draw with { Dpo = dpo with { PreferenceLossWeight = 1 } },
            draw with { Dpo = dpo with { PreferenceAverageLogProbs = false } },
            draw with { Dpo = dpo with { SftAverageLogProbs = false } },
            draw with { Sequences = Count.Own },
            draw with { Tokens = Count.Own },
            draw with { HasExtra = false },
            draw with { IsUntyped = true },
        ];
        return plain.Where(plainer => plainer != draw);
    }

    private static IEnumerable<TensorCase> Plainer(TensorCase draw)
    {
        var type = draw.Accepts == LossDsl.DType.Integer ? int64 : float32;
        foreach (var plainer in new[]
        {
            draw with { Fault = Fault.None },
            draw with { DType = type },
            draw with { Layout = Layout.Contiguous },
            draw with { RequiresGrad = draw.Key.StartsWith("next_token", StringComparison.Ordinal) || (draw.Key == "rewards" && !draw.IsOptional) },
            draw with { Seed = 0 },
        })
        {
            if (plainer != draw)
                yield return plainer;
        }

        for (var i = 0; i < draw.Elements.Length; i++)
            yield return draw with { Elements = [.. draw.Elements[..i], .. draw.Elements[(i + 1)..]] };
    }

    private static LossCase With(LossCase draw, int at, TensorCase field) =>
        draw with { Fields = [.. draw.Fields[..at], field, .. draw.Fields[(at + 1)..]] };
}
