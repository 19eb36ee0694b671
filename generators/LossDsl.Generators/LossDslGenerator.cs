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
        context.AddPipeline(
            "DataDict", "LossDsl.DataDictAttribute", (type, symbols, cancellation) => DataDictReader.Read(type, symbols, cancellation).Model, DataDictWriter.Write);
        context.AddPipeline(
            "LossConfig", "LossDsl.LossConfigAttribute", (type, symbols, cancellation) => LossConfigReader.Read(type, symbols, cancellation).Model, ConfigWriter.Write);
        context.AddPipeline(
            "LossMetrics", "LossDsl.LossMetricsAttribute", (type, symbols, cancellation) => MetricsReader.Read(type, symbols, cancellation).Model, MetricsWriter.Write);
    }
}
