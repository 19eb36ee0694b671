namespace LossDsl.Bench;

/// <summary>All benchmark cases.</summary>
internal static class CaseCatalog
{
    /// <summary>The cases. The longest one is the last, so that it gets the time that the others leave.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        TokenLogprobsCase.Create(1024, 32_000, float32, weight: 1),
        TokenLogprobsCase.Create(1024, 32_000, bfloat16, weight: 1.2),
        TokenLogprobsCase.Create(512, 128_256, float32, weight: 2),
        TokenLogprobsCase.Create(256, 151_936, float32, weight: 1.2),
        ClippedPGCase.Create(8, 2048, weight: 0.2),
        FormulaCase.CreateAWR(8, 2048, weight: 0.2),
        FormulaCase.CreateGSPO(8, 2048, weight: 0.2),
        PolicyGradientCase.CispoCorrected(8, 2048, weight: 0.2),
        PolicyGradientCase.AllChoices(8, 2048, weight: 0.2),
        FormulaCase.CreateAWR(4, 128, weight: 0.4, vocabulary: 32_000),
        FormulaCase.CreateGSPO(4, 128, weight: 0.4, vocabulary: 32_000),
        PolicyGradientCase.CispoCorrected(4, 128, weight: 0.4, vocabulary: 32_000),
        PolicyGradientCase.AllChoices(4, 128, weight: 0.4, vocabulary: 32_000),
        PackCase.Create(64, 32, 8192, weight: 1),
        DPOCase.Create(8, 512, 32_000, weight: 3),
        HiddenCase.Create(512, 1024, 32_000, weight: 8),
    ];

    /// <summary>The cases with given names or prefixes of names; all cases if none is given.</summary>
    /// <exception cref="UsageException">A name matches no case.</exception>
    public static IReadOnlyList<BenchCase> Select(IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            if (!All.Any(one => Matches(one, name)))
            {
                var known = All.Select(known => known.Name).ToList();
                throw new UsageException($"--case: there is no '{name}', but {string.Join(", ", known)}{Suggestion.For(name, known)}");
            }
        }

        return names.Count == 0 ? All : [.. All.Where(known => names.Any(name => Matches(known, name)))];
    }

    private static bool Matches(BenchCase known, string name) =>
        name.Length > 0 && known.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
