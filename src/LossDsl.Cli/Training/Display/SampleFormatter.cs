namespace LossDsl.Cli.Training;

/// <summary>Formats samples of the model.</summary>
internal static class SampleFormatter
{
    /// <summary>The phase after which the samples were drawn.</summary>
    /// <param name="report">The samples.</param>
    public static string FormatStage(SampleReport report) =>
        report.After.Length == 0 ? "untrained" : $"after {PhaseCatalog.GetTitle(report.After)}";

    /// <summary>The fractions of real and held-out words.</summary>
    /// <param name="report">The samples.</param>
    public static string FormatStatistics(SampleReport report) =>
        $"{report.RealShare:0.0 %} real words ({report.HeldOutShare:0.0 %} not in the training data), "
        + $"{report.Distinct:N0} of {report.Texts:N0} distinct, {report.DistinctReal:N0} of them real";

    /// <summary>A text without color; a text that is not a word is put in parentheses.</summary>
    /// <param name="text">The text.</param>
    /// <param name="corpus">The dictionary.</param>
    public static string FormatPlain(string text, WordCorpus corpus) => corpus.Contains(text) ? text : $"({text})";

    /// <summary>The first few samples.</summary>
    /// <param name="report">The samples.</param>
    /// <param name="show">Formats a text.</param>
    public static string FormatExamples(SampleReport report, Func<string, string> show) =>
        string.Join("  ", report.Examples.Take(12).Select(show));
}
