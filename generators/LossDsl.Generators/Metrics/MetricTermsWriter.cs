using LossDsl.Generators.Source;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Metrics;

/// <summary>Writes the terms of a metrics record: its metrics as outputs of a formula.</summary>
internal static class MetricTermsWriter
{
    public static void Write(SourceWriter writer, MetricsModel model)
    {
        using var block = TermsBlock.Open(
            writer,
            model.Declaration,
            ("The metrics of a", ", as a formula reports them."),
            ("MetricTerms", "metrics", "metrics", "Names the metrics that a formula reports."));
        for (var i = 0; i < model.Metrics.Count; i++)
        {
            var metric = model.Metrics[i];
            writer.WriteLine();
            writer.Write(Documentation.FormatSummary(metric.Summary ?? $"The metric <c>{metric.Key}</c>."));
            writer.Write($"public global::LossDsl.Term {EscapeIdentifier(metric.Name)} {{ set => _data.Report({i}, value); }}");
        }
    }

    /// <summary>Writes the terms of an invalid metrics record.</summary>
    public static void WriteThrowing(ThrowingMembers members, MetricsModel model)
    {
        using var block = TermsBlock.OpenThrowing(members, model.Declaration, ("MetricTerms", "metrics"));
        if (block is null)
            return;
        foreach (var metric in model.Metrics.Where(metric => metric.Name != "Terms").GroupBy(metric => metric.Name).Select(same => same.First()))
            members.Writer.Write($"public global::LossDsl.Term {EscapeIdentifier(metric.Name)} {{ set {{ }} }}");
    }
}
