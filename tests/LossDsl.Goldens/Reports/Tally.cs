using LossDsl.Goldens.Comparing;

namespace LossDsl.Goldens.Reports;

/// <summary>Counts results, and keeps the largest deviations.</summary>
internal sealed class Tally
{
    private readonly OrderedDictionary<string, Dictionary<Verdict, int>> _families = [];
    private readonly List<Finding> _findings = [];
    private readonly OrderedDictionary<string, int> _ranks = [];

    /// <summary>The families in the order of the files.</summary>
    public IEnumerable<string> Families => _families.Keys;

    /// <summary>The number of cases that passed.</summary>
    public int Passed => Sum(Verdict.Passed);

    /// <summary>The number of cases that failed.</summary>
    public int Failed => Sum(Verdict.Failed);

    /// <summary>The number of cases that are unsupported, documented or not compared.</summary>
    public int Skipped => Sum(Verdict.Unsupported) + Sum(Verdict.Documented) + Sum(Verdict.Uncompared);

    /// <summary>The last line of the output.</summary>
    public string Summary => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    /// <summary>The number of cases per kind of ranks.</summary>
    public IReadOnlyDictionary<string, int> Ranks => _ranks;

    /// <summary>Adds a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(CaseResult result)
    {
        if (!_families.TryGetValue(result.Family, out var counts))
            _families.Add(result.Family, counts = []);
        counts[result.Verdict] = counts.GetValueOrDefault(result.Verdict) + 1;
        if (result.RankKind is { } kind)
            _ranks[kind] = _ranks.GetValueOrDefault(kind) + 1;
        if (result.Verdict is Verdict.Failed or Verdict.Passed && Of(result) is { } finding)
            _findings.Add(finding);
    }

    /// <summary>The number of cases of a family with a verdict.</summary>
    public int Count(string family, Verdict verdict) => _families[family].GetValueOrDefault(verdict);

    /// <summary>The number of cases with a verdict.</summary>
    public int Sum(Verdict verdict) => _families.Values.Sum(counts => counts.GetValueOrDefault(verdict));

    /// <summary>Failed cases and those that are closest to failing, the largest deviation first, with one entry per case.</summary>
    /// <param name="count">The number of entries.</param>
    public IReadOnlyList<Finding> GetWorst(int count) =>
        [.. _findings.OrderByDescending(finding => finding.Deviation.Share).Take(count)];

    private static Finding? Of(CaseResult result)
    {
        if (result is { Status: Status.Raised, Error: { } error })
            return new Finding(result.Name, new Deviation(
                error.Stage, $"{error.Type}: {ErrorReport.OneLine(error.Message)}", "no error", double.PositiveInfinity));
        return result.Deviations.MaxBy(deviation => deviation.Share) is { Share: > 0 } worst
            ? new Finding(result.Name, worst)
            : null;
    }

    /// <summary>The worst deviation of a case.</summary>
    /// <param name="Name">The case.</param>
    /// <param name="Deviation">The deviation.</param>
    internal sealed record Finding(string Name, Deviation Deviation);
}
