using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace LossDsl.Tests.Configs;

/// <summary>The places that a config can come from.</summary>
public enum Source
{
    Json,
    Yaml,
    Configuration,
}

/// <summary>Says the same in every format.</summary>
internal static class SourceExtensions
{
    /// <summary>What is wrong with a JSON object, after it was translated to the format of a source.</summary>
    public static IReadOnlyList<ConfigViolation> Violations<T>(this Source source, string json)
        where T : class, ILossConfig<T>
    {
        try
        {
            source.Read<T>(json);
            return [];
        }
        catch (LossConfigException e)
        {
            return e.Violations;
        }
    }

    /// <summary>Reads a JSON object, after it was translated to the format of a source.</summary>
    public static T Read<T>(this Source source, string json)
        where T : class, ILossConfig<T> => source switch
    {
        Source.Json => LossConfig.FromJson<T>(json),
        Source.Yaml => LossConfig.FromYaml<T>(Yaml(json)),
        _ => LossConfig.FromConfiguration<T>(Configuration(json)),
    };

    /// <summary>A JSON object as a .NET configuration, in the way of Microsoft's JSON provider: true is "True".</summary>
    public static IConfiguration Configuration(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ConfigurationBuilder().AddInMemoryCollection(Flat(document.RootElement, "")).Build();
    }

    // A value of JSON is one of YAML as well.
    private static string Yaml(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Concat(document.RootElement.EnumerateObject().Select(entry => $"{entry.Name}: {entry.Value.GetRawText()}\n"));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Flat(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(entry => Flat(entry.Value, Under(path, entry.Name))),
        JsonValueKind.Array => value.EnumerateArray().Index().SelectMany(item => Flat(item.Item, Under(path, $"{item.Index}"))),
        JsonValueKind.Null => [new(path, null)],
        _ => [new(path, value.ToString())],
    };

    private static string Under(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";
}
