using LossDsl.Generators.Source;
using LossDsl.Roslyn.Configs;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Configs;

/// <summary>Writes the method that creates a config from the values of a file.</summary>
internal static class ConfigReadWriter
{
    /// <summary>Writes the method: required settings are set in the initializer; absent ones keep their defaults.</summary>
    public static void Write(SourceWriter writer, ConfigModel model)
    {
        var self = model.Declaration.TypeName;
        var properties = model.Settings.Select((property, i) => (Property: property, Index: i)).ToList();
        writer.WriteLine();
        using var block = writer.Open(
            $"static {self} global::LossDsl.ILossConfig<{self}>.Read(ref global::LossDsl.Runtime.ConfigReader reader)");

        var required = properties.Where(pair => pair.Property.IsRequired).ToList();
        if (required.Count == 0)
        {
            writer.Write($"var config = new {self}();");
        }
        else
        {
            using var initializer = writer.Open($"var config = new {self}", "};");
            foreach (var (property, i) in required)
            {
                var fallback = property.Kind == ConfigKind.String ? "\"\"" : "default";
                writer.Write($"{EscapeIdentifier(property.Name)} = {Value(property, i, fallback)},");
            }
        }

        foreach (var (property, i) in properties.Where(pair => !pair.Property.IsRequired))
        {
            var name = EscapeIdentifier(property.Name);
            writer.Write($"if (reader.Has({i}))");
            writer.Write($"    config = config with {{ {name} = {Value(property, i, $"config.{name}")} }};");
        }

        writer.Write("return config;");
    }

    // If a value is invalid, the reader has recorded the violation. The fallback lets it read the rest and find further violations.
    private static string Value(SettingModel property, int index, string fallback)
    {
        var argument = property.Kind == ConfigKind.Enum ? $"<{property.Type}>" : "";
        var read = $"reader.Get{property.Kind}{argument}({index})";
        return property.IsNullable ? read : $"{read} ?? {fallback}";
    }
}
