namespace LossDsl.Cli.Training;

/// <summary>What a model writes, in words.</summary>
internal static class SampleFormatter
{
    /// <summary>When it wrote that.</summary>
    /// <param name="report">What it wrote.</param>
    public static string FormatStage(SampleReport report) =>
        report.After.Length == 0 ? "untrained" : $"after {PhaseCatalog.GetTitle(report.After)}";

    /// <summary>How much of it is real.</summary>
    /// <param name="report">What it wrote.</param>
    public static string FormatStatistics(SampleReport report) =>
        $"{report.RealShare:0.0 %} real words ({report.HeldOutShare:0.0 %} never shown to it), "
        + $"{report.Distinct:N0} of {report.Texts:N0} distinct, {report.DistinctReal:N0} of them real";

    /// <summary>A text without colour: what is not a word stands in parentheses.</summary>
    /// <param name="text">The text.</param>
    /// <param name="corpus">The dictionary.</param>
    public static string FormatPlain(string text, WordCorpus corpus) => corpus.Contains(text) ? text : $"({text})";

    /// <summary>Some of it.</summary>
    /// <param name="report">What it wrote.</param>
    /// <param name="show">How to show a text.</param>
    public static string FormatExamples(SampleReport report, Func<string, string> show) =>
        string.Join("  ", report.Examples.Take(12).Select(show));
}
