using LossDsl.Generators.Configs;
using LossDsl.Generators.DataDicts;
using LossDsl.Generators.Metrics;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Completes the records that declare batches, configs and metrics.</summary>
/// <remarks>
/// A record that is declared wrongly gets all its members, too, but they throw: then the rest of the program compiles, and the
/// analyzers can report what is wrong. The generator itself reports only what it cannot complete (LDSL1001).
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class LossDslGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.Complete(
            "DataDict", "LossDsl.DataDictAttribute", (type, words, cancellation) => DataDictReader.Read(type, words, cancellation).Model, DataDictWriter.Write);
        context.Complete(
            "LossConfig", "LossDsl.LossConfigAttribute", (type, words, cancellation) => LossConfigReader.Read(type, words, cancellation).Model, ConfigWriter.Write);
        context.Complete(
            "LossMetrics", "LossDsl.LossMetricsAttribute", (type, words, cancellation) => MetricsReader.Read(type, words, cancellation).Model, MetricsWriter.Write);
    }
}
