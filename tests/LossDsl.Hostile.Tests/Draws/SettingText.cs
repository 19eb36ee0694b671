using System.Text.Json.Nodes;
using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>A value as written in a config file, and its meaning according to <c>docs/configs.md</c>.</summary>
/// <param name="Text">The text.</param>
/// <param name="Value">A number, a bool or null; <see cref="Wrong"/> for anything else.</param>
internal sealed record SettingText(string Text, object? Value)
{
    /// <summary>Stands for a value that no setting of the losses accepts: a string, a list, a mapping, NaN.</summary>
    public static object Wrong { get; } = new();

    /// <summary>Values of JSON.</summary>
    public static SettingText[] Json { get; } =
    [
        .. Both,
        new("1e400", Wrong), new("-1e400", Wrong), new("\"Infinity\"", double.PositiveInfinity),
        new("\"-Infinity\"", double.NegativeInfinity), new("\"NaN\"", Wrong), new("\"0.5\"", Wrong), new("\"true\"", Wrong), new("\"\"", Wrong),
    ];

    /// <summary>Values of YAML.</summary>
    public static SettingText[] Yaml { get; } =
    [
        .. Both,
        new(".inf", double.PositiveInfinity), new("-.Inf", double.NegativeInfinity), new("+.inf", double.PositiveInfinity), new(".nan", Wrong),
        new("'0.5'", Wrong), new("\"true\"", Wrong), new("yes", Wrong), new("off", Wrong), new("~", null), new("", null), new("0.5.1", Wrong),
        new("Infinity", double.PositiveInfinity), new("\"-Infinity\"", double.NegativeInfinity), new("inf", Wrong), new("1e400", Wrong), new("${beta}", Wrong), new("1_000", Wrong),
    ];

    /// <summary>The named values of enums and texts by key, spelled as in the JSON schema.</summary>
    /// <typeparam name="T">The config.</typeparam>
    public static IReadOnlyDictionary<string, SettingText[]> Names<T>()
        where T : class, ILossConfig<T>
    {
        var properties = JsonNode.Parse(LossConfig.JsonSchema<T>())!["properties"]!;
        return T.Schema.Fields.Where(field => SettingRules.Choices(field) is not null).ToDictionary(
            field => field.Key,
            field => properties[field.Key]!["enum"]!.AsArray().OfType<JsonNode>().Select(name => name.GetValue<string>())
                .Zip(SettingRules.Choices(field)!, (name, value) => new SettingText(name, value)).ToArray());
    }

    private static SettingText[] Both =>
    [
        new("0", 0.0), new("0.0", 0.0), new("-0.0", -0.0), new("0.2", 0.2), new("0.5", 0.5), new("1", 1.0), new("1.5", 1.5), new("3", 3.0),
        new("1e-3", 1e-3), new("1E+12", 1e12), new("1.0000001e12", 1.0000001e12), new("-1", -1.0), new("-1e-300", -1e-300),
        new("1e300", 1e300), new("1e-400", 0.0), new("true", true), new("false", false), new("null", null), new("[]", Wrong), new("{}", Wrong),
        new("[0.5]", Wrong),
    ];
}
