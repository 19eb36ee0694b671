using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>The declarations of a compilation, each read once, however many rules ask for it.</summary>
internal sealed class Readings
{
    private static readonly ConditionalWeakTable<Compilation, Readings?> All = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, Reading<DataDictModel>?> _dataDicts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ConfigReading?> _configs = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, Reading<MetricsModel>?> _metrics = new(SymbolEqualityComparer.Default);

    private Readings(Vocabulary vocabulary) => Vocabulary = vocabulary;

    /// <summary>The vocabulary that declarations are read with.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The readings of a compilation; null where it knows nothing of LossDsl.</summary>
    public static Readings? Of(Compilation compilation) => All.GetValue(
        compilation, key => Vocabulary.Of(key) is { } vocabulary ? new Readings(vocabulary) : null);

    /// <summary>The reading of a data dict; null of any other type.</summary>
    public Reading<DataDictModel>? DataDict(INamedTypeSymbol type) => _dataDicts.GetOrAdd(
        type, key => key.Has(Vocabulary.DataDict) ? DataDictReader.Read(key, Vocabulary, CancellationToken.None) : null);

    /// <summary>The reading of a config; null of any other type.</summary>
    public ConfigReading? Config(INamedTypeSymbol type) => _configs.GetOrAdd(
        type, key => key.Has(Vocabulary.LossConfig) ? LossConfigReader.Read(key, Vocabulary, CancellationToken.None) : null);

    /// <summary>The reading of a metrics record; null of any other type.</summary>
    public Reading<MetricsModel>? Metrics(INamedTypeSymbol type) => _metrics.GetOrAdd(
        type, key => key.Has(Vocabulary.LossMetrics) ? MetricsReader.Read(key, Vocabulary, CancellationToken.None) : null);

    /// <summary>The mistakes of the declaration of a type: of a record with several roles those of the first.</summary>
    /// <remarks>Of a type that cannot be completed none: the generator reports that.</remarks>
    public ImmutableArray<Problem> Problems(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (Refusal.Of(type) is not null && Vocabulary.IsDeclared(type))
            return [];
        return DataDict(type)?.Problems
            ?? Config(type)?.Problems
            ?? Metrics(type)?.Problems
            ?? StrayDeclarations.Problems(type, Vocabulary, cancellation);
    }
}
