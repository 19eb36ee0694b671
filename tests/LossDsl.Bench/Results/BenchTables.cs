using LossDsl.Tools;
using static LossDsl.Tools.TextTable.Column;

namespace LossDsl.Bench;

/// <summary>Writes a report as text: machine, times, memory, goals and notes.</summary>
internal static class BenchTables
{
    private static readonly (string Title, string Contender)[] All =
    [
        ("TorchSharp", ContenderNames.Operators), ("tuned", ContenderNames.OperatorsTuned), ("Python", ContenderNames.Python), ("tuned", ContenderNames.PythonTuned),
    ];

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Standard output.</param>
    public static void Write(BenchReport report, TextWriter output)
    {
        output.WriteLine(string.Join("; ", report.Machine.Select(fact => $"{fact.Key} {fact.Value}")));
        foreach (var threads in report.Rows.GroupBy(row => row.Threads))
        {
            output.WriteLine();
            output.WriteLine(
                $"{(threads.Key == 1 ? "1 thread" : $"{threads.Key} threads")}: median milliseconds; limit is reading the "
                + "memory once, or reading and writing it once where there is a gradient");
            Times([.. threads]).Write(output);
        }

        if (report.Rows.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Peak extra memory in MB, beyond what was there before, and beyond the gradients that are the result of hidden × weight");
            Memory(report.Rows).Write(output);
            output.WriteLine();
            Gates(report.Gates).Write(output);
        }

        output.WriteLine();
        foreach (var note in report.Notes)
            output.WriteLine(note);
        output.WriteLine(FormattableString.Invariant($"{report.Command}: {report.Seconds:0} s"));
    }

    private static TextTable Times(IReadOnlyList<BenchRow> rows)
    {
        var others = Others(rows);
        var table = new TextTable(
        [
            Left("case"), Left("what"), Right("runs"), Right("limit"), Right("ours"), Right("× limit"),
            .. others.SelectMany(other => (TextTable.Column[])[Right(other.Title), Right("× ours")]),
        ]);
        var last = "";
        foreach (var row in rows)
        {
            table.Add(
            [
                row.Case == last ? "" : row.Case, row.What, Runs(row), QuantityFormatter.FormatMilliseconds(row[ContenderNames.Limit]?.Median),
                QuantityFormatter.FormatMilliseconds(row[ContenderNames.Ours]?.Median), QuantityFormatter.FormatRatio(row.Ratio(ContenderNames.Ours, ContenderNames.Limit)),
                .. others.SelectMany(other => (string[])
                [
                    QuantityFormatter.FormatMilliseconds(row[other.Contender]?.Median),
                    QuantityFormatter.FormatRatio(row.Ratio(other.Contender, ContenderNames.Ours)),
                ]),
            ]);
            last = row.Case;
        }

        return table;
    }

    // Python is listed if it took part.
    private static (string Title, string Contender)[] Others(IReadOnlyList<BenchRow> rows) =>
        [.. All.Where(other => rows.Any(row => row[other.Contender] is not null))];

    // A single run is a cold one, which includes the first access to its memory.
    private static string Runs(BenchRow row) => row[ContenderNames.Ours] is { } ours
        ? ours.IsCold ? "1 cold" : $"{ours.Milliseconds.Length}"
        : QuantityFormatter.Unknown;

    private static TextTable Memory(IReadOnlyList<BenchRow> rows)
    {
        var others = Others(rows);
        var table = new TextTable(
            [Left("case"), Left("what"), Right("ours"), .. others.Select(other => Right(other.Title))]);
        var last = "";
        foreach (var row in rows.Where(row => row.Threads == rows[0].Threads))
        {
            table.Add(
            [
                row.Case == last ? "" : row.Case, row.What, QuantityFormatter.FormatMegabytes(row[ContenderNames.Ours]?.PeakExtraBytes),
                .. others.Select(other => QuantityFormatter.FormatMegabytes(row[other.Contender]?.PeakExtraBytes)),
            ]);
            last = row.Case;
        }

        return table;
    }

    private static TextTable Gates(IReadOnlyList<Gate> gates)
    {
        var table = new TextTable([Left("goal, 1 thread"), Right("measured"), Right("goal"), Left(""), Left("worst at")]);
        foreach (var gate in gates)
        {
            var verdict = gate.IsMet switch { true => "holds", false => "missed", null => "" };
            table.Add([gate.Title, gate.MeasuredText, gate.GoalText, verdict, gate.Where]);
        }

        return table;
    }
}
