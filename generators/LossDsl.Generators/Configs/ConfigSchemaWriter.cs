using LossDsl.Generators.Source;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.Declarations;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Configs;

/// <summary>Writes the schema of a config.</summary>
internal static class ConfigSchemaWriter
{
    // Arrays instead of collection expressions: the generated code must compile with C# 11.
    private const string Rules = "new global::LossDsl.Runtime.FieldRule[]";

    /// <summary>Writes the property, with one setting per line, or a block for a setting that is too long for one line.</summary>
    public static void Write(SourceWriter writer, ConfigModel model)
    {
        writer.Write($$"""

            /// <summary>The schema: every setting with its key, type and rules.</summary>
            public {{model.Declaration.NewModifier}}static global::LossDsl.Runtime.ConfigSchema Schema { get; } = new(
                {{FormatLiteral(model.Declaration.Name)}},
                new global::LossDsl.Runtime.ConfigField[]
                {
            """);
        foreach (var property in model.Settings)
            WriteField(writer, property);

        writer.Write(model.Description is null ? "    });" : $$"""
                })
            {
                Description = {{FormatLiteral(model.Description)}},
            };
            """);
    }

    private static void WriteField(SourceWriter writer, SettingModel property)
    {
        var field = $"new({FormatLiteral(property.Name)}, Keys.{EscapeIdentifier(property.Name)}, typeof({property.Type}))";
        var settings = Settings(property);
        var line = settings.Count == 0 ? field : $"{field} {{ {string.Join(", ", settings)} }}";
        if (line.Length <= DeclarationWriter.MaxLineLength && !line.Contains('\n'))
        {
            writer.Write($"        {line},");
            return;
        }

        writer.Write($"        {field}\n        {{");
        foreach (var setting in settings)
            writer.Write("            " + setting.Replace("\n", "\n            ") + ",");
        writer.Write("        },");
    }

    private static List<string> Settings(SettingModel property)
    {
        var settings = new List<string>();
        if (property.Description is { } description)
            settings.Add($"Description = {FormatLiteral(description)}");
        if (property.IsRequired)
            settings.Add("IsRequired = true");
        if (property.IsNullable)
            settings.Add("IsNullable = true");
        if (property.Range is { } range)
            settings.Add($"Range = new({FormatLiteral(range.Minimum)}, {FormatLiteral(range.Maximum)}){Exclusions(range)}");
        if (property.AllowedValues.Count > 0)
            settings.Add($"AllowedValues = new object[] {{ {string.Join(", ", property.AllowedValues)} }}");
        if (property.Rules.Count == 1)
            settings.Add($"Rules = {Rules} {{ {Rule(property.Rules[0])} }}");
        else if (property.Rules.Count > 1)
            settings.Add($"Rules = {Rules}\n{{\n" + string.Concat(property.Rules.Select(rule => $"    {Rule(rule)},\n")) + "}");
        return settings;
    }

    private static string Exclusions(ValueRange range) => (range.MinimumIsExclusive, range.MaximumIsExclusive) switch
    {
        (true, true) => " { MinimumIsExclusive = true, MaximumIsExclusive = true }",
        (true, false) => " { MinimumIsExclusive = true }",
        (false, true) => " { MaximumIsExclusive = true }",
        _ => "",
    };

    private static string Rule(FieldRuleModel rule)
    {
        var value = rule.Value is null ? "" : $" {{ Value = {rule.Value} }}";
        return $"new(global::LossDsl.Runtime.FieldRuleKind.{rule.Kind}, {FormatLiteral(rule.Other)}){value}";
    }
}
