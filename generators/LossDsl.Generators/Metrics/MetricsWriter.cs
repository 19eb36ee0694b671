using LossDsl.Generators.Source;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Metrics;

/// <summary>Writes the generated part of a metrics record: keys, schema, packing of the values into one tensor.</summary>
internal static class MetricsWriter
{
    /// <summary>The source of the generated file.</summary>
    public static string Write(MetricsModel model)
    {
        var self = model.Declaration.TypeName;
        return DeclarationWriter.Write(model, $"global::LossDsl.ILossMetrics<{self}>", writer =>
        {
            if (model.DeclarationError is { } fault)
            {
                ThrowingMetricsWriter.Write(new ThrowingMembers(writer, model.Declaration, fault), model);
                return;
            }

            DeclarationWriter.WriteKeys(
                writer,
                model.Declaration,
                "The names under which loggers record the metrics of",
                model.Metrics.Select(metric => (metric.Name, metric.Key, metric.Summary)));
            WriteSchema(writer, model);
            WriteCopyTo(writer, model);
            MetricTermsWriter.Write(writer, model);
        });
    }

    private static void WriteSchema(SourceWriter writer, MetricsModel model)
    {
        writer.Write("""

            /// <summary>The schema: every metric with its name, its normalizer and its reduction over microbatches.</summary>
            """);
        DeclarationWriter.WriteSchema(
            writer, model.Declaration, "MetricsSchema", model.Metrics.Select(metric => (Field(metric), "")));
    }

    private static string Field(MetricModel metric)
    {
        var (name, key) = (FormatLiteral(metric.Name), EscapeIdentifier(metric.Name));
        return $"new({name}, Keys.{key}, global::LossDsl.MetricNormalizer.{metric.Normalizer}, global::LossDsl.MetricReduction.{metric.Reduction})";
    }

    private static void WriteCopyTo(SourceWriter writer, MetricsModel model)
    {
        writer.Write($"""

            void global::LossDsl.ILossMetrics<{model.Declaration.TypeName}>.CopyTo(
            """);
        using var block = writer.Open("    global::System.Span<global::TorchSharp.torch.Tensor> values)");
        for (var i = 0; i < model.Metrics.Count; i++)
            writer.Write($"values[{i}] = {QualifyMember(model.Metrics[i].Name)};");
    }
}
