using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using LossDsl.Roslyn.Metrics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>The declarations of a compilation. Each is read once and shared by all analyzers.</summary>
internal sealed class DeclarationCache
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationCache?> All = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, DeclarationResult<DataDictModel>?> _dataDicts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ConfigDeclarationResult?> _configs = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<INamedTypeSymbol, DeclarationResult<MetricsModel>?> _metrics = new(SymbolEqualityComparer.Default);

    private DeclarationCache(KnownSymbols symbols) => KnownSymbols = symbols;

    public KnownSymbols KnownSymbols { get; }

    /// <summary>The cache of a compilation; null if the compilation does not reference LossDsl.</summary>
    public static DeclarationCache? GetOrCreate(Compilation compilation) => All.GetValue(
        compilation, key => KnownSymbols.GetOrCreate(key) is { } symbols ? new DeclarationCache(symbols) : null);

    /// <summary>The declaration of a data dict; null if the type is not one.</summary>
    public DeclarationResult<DataDictModel>? GetDataDict(INamedTypeSymbol type) => _dataDicts.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.DataDictAttribute) ? DataDictReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The declaration of a config; null if the type is not one.</summary>
    public ConfigDeclarationResult? GetConfig(INamedTypeSymbol type) => _configs.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.LossConfigAttribute) ? LossConfigReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The declaration of a metrics record; null if the type is not one.</summary>
    public DeclarationResult<MetricsModel>? GetMetrics(INamedTypeSymbol type) => _metrics.GetOrAdd(
        type, key => key.HasAttribute(KnownSymbols.LossMetricsAttribute) ? MetricsReader.Read(key, KnownSymbols, CancellationToken.None) : null);

    /// <summary>The diagnostics of a type's declaration. For a record with several roles, those of the first role.</summary>
    /// <remarks>Empty for a type that another file cannot complete: the generator reports it.</remarks>
    public ImmutableArray<DeclarationDiagnostic> GetDiagnostics(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (PartialRecord.GetError(type) is not null && KnownSymbols.IsDeclared(type))
            return [];
        return GetDataDict(type)?.Diagnostics
            ?? GetConfig(type)?.Diagnostics
            ?? GetMetrics(type)?.Diagnostics
            ?? StrayDeclarations.Check(type, KnownSymbols, cancellation);
    }
}
