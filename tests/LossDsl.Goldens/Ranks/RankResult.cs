using System.Text.Json;
using System.Text.Json.Serialization;

namespace LossDsl.Goldens.Ranks;

/// <summary>The results of the ranks of a case, as exchanged between processes.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Values">The computed values of each rank.</param>
/// <param name="Error">The raised error; null if there is none.</param>
internal sealed record RankResult(string Name, Values[] Values, RaisedError? Error)
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static string Serialize(string name, Values[] values, RaisedError? error) =>
        JsonSerializer.Serialize(new RankResult(name, values, error), Options);

    public static RankResult Deserialize(string line) => JsonSerializer.Deserialize<RankResult>(line, Options)!;
}
