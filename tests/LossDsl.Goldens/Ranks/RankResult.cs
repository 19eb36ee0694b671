using System.Text.Json;
using System.Text.Json.Serialization;

namespace LossDsl.Goldens.Ranks;

/// <summary>What ranks gave for a case, as it travels between processes.</summary>
/// <param name="Name">The case.</param>
/// <param name="Values">What they computed.</param>
/// <param name="Error">What they raised.</param>
internal sealed record RankResult(string Name, Values[] Values, RaisedError? Error)
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>It on one line.</summary>
    public static string Serialize(string name, Values[] values, RaisedError? error) =>
        JsonSerializer.Serialize(new RankResult(name, values, error), Options);

    /// <summary>Reads such a line.</summary>
    public static RankResult Deserialize(string line) => JsonSerializer.Deserialize<RankResult>(line, Options)!;
}
