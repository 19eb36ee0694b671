using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>What a record is declared as: a data dict, a config or metrics.</summary>
/// <param name="Name">The name of the attribute: <c>DataDict</c>.</param>
/// <param name="Attribute">The attribute class; null if the referenced library does not have it.</param>
/// <param name="Generated">The names of the generated members.</param>
internal readonly record struct Role(string Name, INamedTypeSymbol? Attribute, HashSet<string> Generated)
{
    /// <summary>All roles. If a record has several, the first one counts.</summary>
    public static Role[] All(KnownSymbols symbols) =>
    [
        DataDict(symbols),
        LossConfig(symbols),
        LossMetrics(symbols),
    ];

    public static Role DataDict(KnownSymbols symbols) => new("DataDict", symbols.DataDictAttribute, GeneratedNames.DataDict);

    public static Role LossConfig(KnownSymbols symbols) => new("LossConfig", symbols.LossConfigAttribute, GeneratedNames.LossConfig);

    public static Role LossMetrics(KnownSymbols symbols) => new("LossMetrics", symbols.LossMetricsAttribute, GeneratedNames.LossMetrics);
}
