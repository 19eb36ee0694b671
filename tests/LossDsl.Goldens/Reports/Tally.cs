using LossDsl.Goldens.Comparing;

namespace LossDsl.Goldens.Reports;

/// <summary>Counts results and keeps of them what is worth showing in the end.</summary>
internal sealed class Tally
{
    private readonly OrderedDictionary<string, Dictionary<Verdict, int>> _families = [];
    private readonly List<Finding> _findings = [];
    private readonly OrderedDictionary<string, int> _ranks = [];

    /// <summary>The families in the order of the files.</summary>
    public IEnumerable<string> Families => _families.Keys;

    /// <summary>Cases as recorded.</summary>
    public int Passed => Sum(Verdict.Passed);

    /// <summary>Cases that fail.</summary>
    public int Failed => Sum(Verdict.Failed);

    /// <summary>Cases that say nothing about the library.</summary>
    public int Skipped => Sum(Verdict.Unsupported) + Sum(Verdict.Documented) + Sum(Verdict.Uncompared);

    /// <summary>The last line.</summary>
    public string Summary => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    /// <summary>How many cases had ranks that were processes, and how many had threads.</summary>
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

    /// <summary>How many cases of a family have a verdict.</summary>
    public int Count(string family, Verdict verdict) => _families[family].GetValueOrDefault(verdict);

    /// <summary>How many cases have a verdict.</summary>
    public int Sum(Verdict verdict) => _families.Values.Sum(counts => counts.GetValueOrDefault(verdict));

    /// <summary>What failed and, where there is room, what came closest to it; the worst first, one entry a case.</summary>
    /// <param name="count">How many to give.</param>
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
