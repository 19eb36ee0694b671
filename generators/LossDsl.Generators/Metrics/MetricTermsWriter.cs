using LossDsl.Generators.Source;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Metrics;

/// <summary>Writes the metrics of a record as what a formula over tokens reports.</summary>
internal static class MetricTermsWriter
{
    /// <summary>Writes the type.</summary>
    public static void Write(SourceWriter writer, MetricsModel model)
    {
        using var block = TermsBlock.Open(
            writer,
            model.Declaration,
            ("The metrics of a", ", as what a formula reports."),
            ("MetricTerms", "metrics", "metrics", "The metrics that a formula reports, by name."));
        for (var i = 0; i < model.Metrics.Count; i++)
        {
            var metric = model.Metrics[i];
            writer.WriteLine();
            writer.Write(Documentation.FormatSummary(metric.Summary ?? $"The metric <c>{metric.Key}</c>."));
            writer.Write($"public global::LossDsl.Term {EscapeIdentifier(metric.Name)} {{ set => _data.Report({i}, value); }}");
        }
    }

    /// <summary>Writes the type of a metrics record that is declared wrongly.</summary>
    public static void WriteThrowing(ThrowingMembers members, MetricsModel model)
    {
        using var block = TermsBlock.OpenThrowing(members, model.Declaration, ("MetricTerms", "metrics"));
        if (block is null)
            return;
        foreach (var metric in model.Metrics.Where(metric => metric.Name != "Terms").GroupBy(metric => metric.Name).Select(same => same.First()))
            members.Writer.Write($"public global::LossDsl.Term {EscapeIdentifier(metric.Name)} {{ set {{ }} }}");
    }
}
