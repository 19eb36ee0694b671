using LossDsl.Goldens;
using LossDsl.Goldens.Files;

namespace LossDsl.Parity.Tests;

/// <summary>The recorded cases, each by its name.</summary>
internal static class Recorded
{
    /// <summary>The families, each a file.</summary>
    public static readonly string[] Families =
        ["clipped_pg", "nll", "preference", "dpo", "packing", "parallel", "microbatch", "utils", "errors", "quirks"];

    private static readonly Lazy<Dictionary<string, (string Family, string Scenario, CaseResult Result)>> Results = new(Run);

    /// <summary>The names of a family's cases.</summary>
    public static IEnumerable<string> Names(string family) =>
        from entry in Results.Value where entry.Value.Family == family select entry.Key;

    /// <summary>What a case gave here.</summary>
    public static CaseResult Result(string name) => Results.Value[name].Result;

    /// <summary>What the cases of a scenario gave here.</summary>
    public static IEnumerable<CaseResult> Scenario(string scenario) =>
        from entry in Results.Value.Values
        where entry.Scenario == scenario
        select entry.Result;

    /// <summary>What to say of a case that failed.</summary>
    public static string Story(CaseResult result) => string.Join(
        '\n',
        result.Deviations.Where(deviation => deviation.ExceedsTolerance)
            .Select(deviation => $"{deviation.Quantity} is {deviation.Got}, expected {deviation.Expected}")
            .Append(result.Error?.ToString())
            .Prepend(result.Name));

    private static Dictionary<string, (string, string, CaseResult)> Run()
    {
        var results = new Dictionary<string, (string, string, CaseResult)>();
        foreach (var family in Families)
        {
            foreach (var golden in GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", family + ".jsonl.gz")))
                results.Add(golden.Name, (golden.Family, golden.Scenario, Evaluator.Run(golden)));
        }

        return results;
    }
}
