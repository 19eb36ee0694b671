using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace LossDsl.Tests.Configs;

/// <summary>The sources of configs.</summary>
public enum Source
{
    Json,
    Yaml,
    Configuration,
}

/// <summary>Writes the same config for every source.</summary>
internal static class SourceExtensions
{
    /// <summary>The violations of a JSON object that is converted to the format of a source.</summary>
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

    /// <summary>Reads a JSON object that is converted to the format of a source.</summary>
    public static T Read<T>(this Source source, string json)
        where T : class, ILossConfig<T> => source switch
    {
        Source.Json => LossConfig.FromJson<T>(json),
        Source.Yaml => LossConfig.FromYaml<T>(Yaml(json)),
        _ => LossConfig.FromConfiguration<T>(Configuration(json)),
    };

    /// <summary>A JSON object as a .NET configuration, as Microsoft's JSON provider creates it: true becomes "True".</summary>
    public static IConfiguration Configuration(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ConfigurationBuilder().AddInMemoryCollection(Flat(document.RootElement, "")).Build();
    }

    // JSON values are valid YAML.
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
