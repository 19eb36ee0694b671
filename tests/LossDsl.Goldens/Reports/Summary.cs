using System.Globalization;
using LossDsl.Tools;

namespace LossDsl.Goldens.Reports;

/// <summary>Writes the summary: a table by family, the largest deviations, and the totals.</summary>
internal static class Summary
{
    private const int WorstShown = 8;
    private const int WidestCell = 60;

    private static readonly (string Title, Verdict Verdict)[] Columns =
    [
        ("passed", Verdict.Passed),
        ("failed", Verdict.Failed),
        ("deviates (documented)", Verdict.Documented),
        ("unsupported", Verdict.Unsupported),
        ("nothing to compare", Verdict.Uncompared),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="tally">The counts.</param>
    /// <param name="output">Standard output.</param>
    public static void Write(Tally tally, TextWriter output)
    {
        Families(tally).Write(output);
        output.WriteLine();
        // All failures are listed, and passed cases as far as there is room.
        if (tally.GetWorst(Math.Max(WorstShown, tally.Failed)) is { Count: > 0 } worst)
        {
            Table(worst).Write(output);
            output.WriteLine();
        }

        if (tally.Ranks.Count > 0)
        {
            output.WriteLine("cases of several ranks: " + string.Join(", ", tally.Ranks.Select(ranks => $"{ranks.Value} by {ranks.Key}")));
            output.WriteLine();
        }

        output.WriteLine(tally.Summary);
    }

    private static TextTable Families(Tally tally)
    {
        // The last column is shown only if files without recorded results were read.
        var columns = Columns.Where(column => column.Verdict != Verdict.Uncompared || tally.Sum(column.Verdict) > 0).ToList();
        var table = new TextTable(
            [TextTable.Column.Left("family"), .. columns.Select(column => TextTable.Column.Right(column.Title))]);
        foreach (var family in tally.Families)
            table.Add([family, .. columns.Select(column => Text(tally.Count(family, column.Verdict)))]);
        return table;
    }

    private static TextTable Table(IEnumerable<Tally.Finding> worst)
    {
        var table = new TextTable(
        [
            TextTable.Column.Left("worst deviations"), TextTable.Column.Left("quantity"), TextTable.Column.Right("got"),
            TextTable.Column.Right("expected"), TextTable.Column.Right("of tolerance"),
        ]);
        foreach (var (name, deviation) in worst)
            table.Add([name, deviation.Quantity, Cut(deviation.Got), Cut(deviation.Expected), Share(deviation.Share)]);
        return table;
    }

    private static string Share(double share) => double.IsFinite(share)
        ? share.ToString(share < 10 ? "P1" : "P0", CultureInfo.InvariantCulture)
        : "-";

    private static string Cut(string text) => text.Length <= WidestCell ? text : $"{text.AsSpan(0, WidestCell - 1)}…";

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
