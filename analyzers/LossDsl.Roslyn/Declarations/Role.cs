using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>What a record is declared as.</summary>
/// <param name="Name">The name of the attribute: <c>DataDict</c>.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Generated">The names of the members that are generated.</param>
internal readonly record struct Role(string Name, INamedTypeSymbol? Attribute, HashSet<string> Generated)
{
    /// <summary>All roles in the order in which they count where a record has more than one.</summary>
    public static Role[] All(KnownSymbols symbols) =>
    [
        DataDict(symbols),
        LossConfig(symbols),
        LossMetrics(symbols),
    ];

    /// <summary>A batch.</summary>
    public static Role DataDict(KnownSymbols symbols) => new("DataDict", symbols.DataDictAttribute, GeneratedNames.DataDict);

    /// <summary>A config.</summary>
    public static Role LossConfig(KnownSymbols symbols) => new("LossConfig", symbols.LossConfigAttribute, GeneratedNames.LossConfig);

    /// <summary>Metrics.</summary>
    public static Role LossMetrics(KnownSymbols symbols) => new("LossMetrics", symbols.LossMetricsAttribute, GeneratedNames.LossMetrics);
}
