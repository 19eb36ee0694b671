using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using static LossDsl.Generators.Source.CSharp;

namespace LossDsl.Generators.Configs;

/// <summary>Writes what a config gets: keys, schema, validation and reading from a file.</summary>
internal static class LossConfigWriter
{
    /// <summary>The source that completes the record.</summary>
    public static string Write(LossConfigModel model)
    {
        var self = model.Declaration.Self;
        return DeclarationWriter.Write(model.Declaration, $"global::LossDsl.ILossConfig<{self}>", writer =>
        {
            DeclarationWriter.WriteKeys(
                writer,
                model.Declaration,
                "The keys under which a file carries the settings of",
                model.Properties.Select(property => (property.Name, property.Key, property.Summary)));
            WriteSchema(writer, model);
            WriteValidateAndFromJson(writer, model);
            WriteCheck(writer, model);
            ConfigReadWriter.Write(writer, model);
        });
    }

    private static void WriteSchema(SourceWriter writer, LossConfigModel model)
    {
        writer.Write("""

            /// <summary>The config as data: every setting with its key, type and rules.</summary>
            """);
        DeclarationWriter.WriteSchema(
            writer, model.Declaration, "ConfigSchema", model.Properties.Select(property => (Field(property), Rules(property))));
    }

    private static string Field(ConfigPropertyModel property) =>
        $"new({Literal(property.Name)}, Keys.{Identifier(property.Name)}, typeof({property.Type}))";

    private static string Rules(ConfigPropertyModel property)
    {
        var rules = new List<string>();
        if (property.IsRequired)
            rules.Add("Required = true");
        if (property.IsNullable)
            rules.Add("Nullable = true");
        if (property.Range is { } range)
            rules.Add($"Range = new({Literal(range.Minimum)}, {Literal(range.Maximum)}){Exclusions(range)}");
        if (property.AllowedValues.Count > 0)
            rules.Add($"AllowedValues = [{string.Join(", ", property.AllowedValues)}]");
        return string.Join(", ", rules);
    }

    private static string Exclusions(RangeModel range) => (range.MinimumIsExclusive, range.MaximumIsExclusive) switch
    {
        (true, true) => " { MinimumIsExclusive = true, MaximumIsExclusive = true }",
        (true, false) => " { MinimumIsExclusive = true }",
        (false, true) => " { MaximumIsExclusive = true }",
        _ => "",
    };

    private static void WriteValidateAndFromJson(SourceWriter writer, LossConfigModel model)
    {
        var (declaration, self) = (model.Declaration, model.Declaration.Self);
        writer.Write($"""

            /// <summary>Checks every rule.</summary>
            /// <exception cref="global::LossDsl.LossConfigException">A rule is violated; every violation is listed.</exception>
            public {declaration.Overrides}void Validate() => global::LossDsl.LossConfig.Validate(this);

            /// <summary>Reads a <see cref="{declaration.Cref}"/> from a JSON object with the keys of <see cref="Keys"/>.</summary>
            /// <param name="json">The text; comments and trailing commas are allowed.</param>
            /// <param name="file">The name of the file, for messages.</param>
            /// <exception cref="global::LossDsl.LossConfigException">
            /// A key is unknown or missing, or a value is illegal; every violation is listed.
            /// </exception>
            public {declaration.Hides}static {self} FromJson(string json, string? file = null) =>
                global::LossDsl.LossConfig.FromJson<{self}>(json, file);
            """);
    }

    private static void WriteCheck(SourceWriter writer, LossConfigModel model)
    {
        writer.Blank();
        using var block = writer.Open(
            $"void global::LossDsl.ILossConfig<{model.Declaration.Self}>.Check(ref global::LossDsl.ConfigCheck check)");
        for (var i = 0; i < model.Properties.Count; i++)
        {
            // A type is not inferred from a value to its nullable form.
            var property = model.Properties[i];
            var argument = property.Kind == ConfigKind.Enum ? $"<{property.Type}>" : "";
            writer.Write($"check.Value{argument}({i}, {Member(property.Name)});");
        }
    }
}
