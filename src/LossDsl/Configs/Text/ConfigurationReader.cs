using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LossDsl;

/// <summary>Reads a .NET configuration: values are strings, keys are case-insensitive and have paths instead of line numbers.</summary>
internal static class ConfigurationReader
{
    public static ConfigDocument Read(IConfiguration configuration)
    {
        var path = (configuration as IConfigurationSection)?.Path ?? "";
        return Value(configuration, path) is ConfigMap root
            ? new ConfigDocument(root) { Comparison = StringComparison.OrdinalIgnoreCase }
            : new ConfigDocument(new ConfigViolation(ConfigViolationKind.MissingSection, "the section", "has no keys, or does not exist") { Path = path });
    }

    private static object? Value(IConfiguration configuration, string path)
    {
        var children = configuration.GetChildren().ToList();
        if (children.Count == 0 && configuration is IConfigurationSection { Value: var text })
            return text is null ? null : new UntypedText(text);
        var isList = children.Index().All(child => child.Item.Key == child.Index.ToString(CultureInfo.InvariantCulture));
        if (isList && children.Count > 0)
            return UnsupportedValue.List(children.ConvertAll(child => Value(child, child.Path)));

        var map = new ConfigMap(0, 0, path);
        foreach (var child in children)
            map.Add(child.Key, Value(child, child.Path));
        return map;
    }
}
