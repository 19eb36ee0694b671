using LossDsl.Generators.Configs;
using LossDsl.Generators.Contracts;
using LossDsl.Generators.Declarations;
using LossDsl.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>Completes the records that declare batches, configs and metrics.</summary>
/// <remarks>
/// It never reports anything. A declaration that is malformed gets no code; saying so is the analyzers' part.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class LossDslGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.Complete("DataDict", Vocabulary.DataDict, DataDictReader.Read, DataDictWriter.Write);
        context.Complete("LossConfig", Vocabulary.LossConfig, LossConfigReader.Read, LossConfigWriter.Write);
        context.Complete("LossMetrics", Vocabulary.LossMetrics, LossMetricsReader.Read, LossMetricsWriter.Write);
    }
}
