namespace LossDsl.Bench;

/// <summary>All that is measured.</summary>
internal static class CaseCatalog
{
    /// <summary>The cases; that which takes longest comes last, so that it gets the time that the others leave.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        TokenLogprobsCase.Of(1024, 32_000, float32, weight: 1),
        TokenLogprobsCase.Of(1024, 32_000, bfloat16, weight: 1.2),
        TokenLogprobsCase.Of(512, 128_256, float32, weight: 2),
        TokenLogprobsCase.Of(256, 151_936, float32, weight: 1.2),
        ClippedPGCase.Of(8, 2048, weight: 0.2),
        FormulaCase.Weighted(8, 2048, weight: 0.2),
        FormulaCase.Sequences(8, 2048, weight: 0.2),
        PolicyGradientCase.CispoCorrected(8, 2048, weight: 0.2),
        PolicyGradientCase.AllChoices(8, 2048, weight: 0.2),
        PackCase.Of(64, 32, 8192, weight: 1),
        DPOCase.Of(8, 512, 32_000, weight: 3),
        HiddenCase.Of(512, 1024, 32_000, weight: 8),
    ];

    /// <summary>The cases of some names, each a whole name or its beginning; all where there are none.</summary>
    /// <exception cref="UsageException">A name fits no case.</exception>
    public static IReadOnlyList<BenchCase> Named(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            if (!All.Any(one => Fits(one, name)))
            {
                var known = All.Select(known => known.Name).ToList();
                throw new UsageException($"--case: there is no '{name}', but {string.Join(", ", known)}{Suggestion.For(name, known)}");
            }
        }

        return names.Count == 0 ? All : [.. All.Where(known => names.Any(name => Fits(known, name)))];
    }

    private static bool Fits(BenchCase known, string name) =>
        name.Length > 0 && known.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
