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
internal sealed class DeclarationCache
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationCache?> All = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, DeclarationResult<DataDictModel>?> _dataDicts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ConfigDeclarationResult?> _configs = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, DeclarationResult<MetricsModel>?> _metrics = new(SymbolEqualityComparer.Default);

    private DeclarationCache(KnownSymbols symbols) => KnownSymbols = symbols;

    /// <summary>The symbols that declarations are read with.</summary>
    public KnownSymbols KnownSymbols { get; }

    /// <summary>The declarations of a compilation; null where it knows nothing of LossDsl.</summary>
    public static DeclarationCache? GetOrCreate(Compilation compilation) => All.GetValue(
        compilation, key => KnownSymbols.GetOrCreate(key) is { } symbols ? new DeclarationCache(symbols) : null);

    /// <summary>The reading of a data dict; null of any other type.</summary>
    public DeclarationResult<DataDictModel>? GetDataDict(INamedTypeSymbol type) => _dataDicts.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.DataDictAttribute) ? DataDictReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The reading of a config; null of any other type.</summary>
    public ConfigDeclarationResult? GetConfig(INamedTypeSymbol type) => _configs.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.LossConfigAttribute) ? LossConfigReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The reading of a metrics record; null of any other type.</summary>
    public DeclarationResult<MetricsModel>? GetMetrics(INamedTypeSymbol type) => _metrics.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.LossMetricsAttribute) ? MetricsReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The mistakes of the declaration of a type: of a record with several roles those of the first.</summary>
    /// <remarks>Of a type that cannot be completed none: the generator reports that.</remarks>
    public ImmutableArray<DeclarationDiagnostic> DiagnosticBagostics(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (PartialRecord.GetError(type) is not null && KnownSymbols.IsDeclared(type))
            return [];
        return GetDataDict(type)?.Diagnostics
            ?? GetConfig(type)?.Diagnostics
            ?? GetMetrics(type)?.Diagnostics
            ?? StrayDeclarations.Check(type, KnownSymbols, cancellation);
    }
}
