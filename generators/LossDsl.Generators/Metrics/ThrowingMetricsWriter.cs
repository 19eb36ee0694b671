using LossDsl.Generators.Source;
using LossDsl.Roslyn.Metrics;

namespace LossDsl.Generators.Metrics;

/// <summary>Writes the members of an invalid metrics record.</summary>
internal static class ThrowingMetricsWriter
{
    public static void Write(ThrowingMembers members, MetricsModel model)
    {
        members.WriteKeys("The names under which loggers record the metrics of", model.Metrics.Select(metric => (metric.Name, metric.Key, metric.Summary)));
        members.WriteStatic("global::LossDsl.Runtime.MetricsSchema", "Schema");
        members.WriteExplicit("global::LossDsl.Runtime.MetricsSchema", "ILossMetrics", "Schema", isStatic: true);
        members.WriteExplicit("void", "ILossMetrics", "CopyTo(global::System.Span<global::TorchSharp.torch.Tensor> values)");
        MetricTermsWriter.WriteThrowing(members, model);
    }
}
