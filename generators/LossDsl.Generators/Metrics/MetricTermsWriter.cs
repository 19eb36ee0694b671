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
        var self = model.Declaration.Self;
        writer.Write($"""

            /// <summary>The metrics of a <see cref="{model.Declaration.Cref}"/>, as what a formula reports.</summary>
            """);
        using var block = writer.Open($"public {model.Declaration.Hides}readonly struct Terms");
        writer.Write($"""
            private readonly global::LossDsl.MetricTerms<{self}> _data;

            private Terms(global::LossDsl.MetricTerms<{self}> data) => _data = data;

            /// <summary>The metrics that a formula reports, by name.</summary>
            /// <param name="metrics">The metrics.</param>
            public static implicit operator Terms(global::LossDsl.MetricTerms<{self}> metrics) => new(metrics);
            """);
        for (var i = 0; i < model.Metrics.Count; i++)
        {
            var metric = model.Metrics[i];
            writer.Blank();
            writer.Write(Documentation.Comment(metric.Summary ?? $"The metric <c>{metric.Key}</c>."));
            writer.Write($"public global::LossDsl.Term {Identifier(metric.Name)} {{ set => _data.Report({i}, value); }}");
        }
    }

    /// <summary>Writes the type of a metrics record that is declared wrongly.</summary>
    public static void WriteFaulty(FaultyMembers members, MetricsModel model)
    {
        if (!members.Has("Terms"))
            return;
        members.Writer.Blank();
        using var block = members.Writer.Open("public new readonly struct Terms");
        members.Writer.Write($"public static implicit operator Terms(global::LossDsl.MetricTerms<{model.Declaration.Self}> metrics) => new();");
        foreach (var metric in model.Metrics.Where(metric => metric.Name != "Terms").GroupBy(metric => metric.Name).Select(same => same.First()))
            members.Writer.Write($"public global::LossDsl.Term {Identifier(metric.Name)} {{ set {{ }} }}");
    }
}
