using LossDsl.Generators.Configs;
using LossDsl.Generators.DataDicts;
using LossDsl.Generators.Metrics;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>The source generator: completes records that declare data dicts, configs and metrics.</summary>
/// <remarks>
/// A record with an invalid declaration gets all its members as well, but they throw. So the rest of the program compiles, and
/// the analyzers run and report the error. The generator itself reports only what it cannot complete (LDSL1001).
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
