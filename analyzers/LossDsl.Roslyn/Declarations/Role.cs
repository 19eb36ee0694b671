using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Declarations;

/// <summary>What a record is declared as.</summary>
/// <param name="Name">The name of the attribute: <c>DataDict</c>.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Generated">The names of the members that are generated.</param>
internal readonly record struct Role(string Name, INamedTypeSymbol? Attribute, HashSet<string> Generated)
{
    /// <summary>All roles in the order in which they count where a record has more than one.</summary>
    public static Role[] All(Vocabulary vocabulary) =>
    [
        DataDict(vocabulary),
        LossConfig(vocabulary),
        LossMetrics(vocabulary),
    ];

    /// <summary>A batch.</summary>
    public static Role DataDict(Vocabulary vocabulary) => new("DataDict", vocabulary.DataDict, GeneratedNames.DataDict);

    /// <summary>A config.</summary>
    public static Role LossConfig(Vocabulary vocabulary) => new("LossConfig", vocabulary.LossConfig, GeneratedNames.LossConfig);

    /// <summary>Metrics.</summary>
    public static Role LossMetrics(Vocabulary vocabulary) => new("LossMetrics", vocabulary.LossMetrics, GeneratedNames.LossMetrics);
}
