using LossDsl.Generators.Source;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.Declarations;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.Configs;

/// <summary>Writes the generated part of a config: keys, schema, validation, reading and writing.</summary>
internal static class ConfigWriter
{
    /// <summary>The source of the generated file.</summary>
    public static string Write(ConfigModel model)
    {
        var self = model.Declaration.TypeName;
        return DeclarationWriter.Write(model, $"global::LossDsl.ILossConfig<{self}>", writer =>
        {
            if (model.DeclarationError is { } fault)
            {
                ThrowingConfigWriter.Write(new ThrowingMembers(writer, model.Declaration, fault), model);
                return;
            }

            DeclarationWriter.WriteKeys(
                writer,
                model.Declaration,
                "The keys of a config file for the settings of",
                model.Settings.Select(property => (property.Name, property.Key, property.Summary)));
            ConfigSchemaWriter.Write(writer, model);
            ConfigFileWriter.Write(writer, model.Declaration, has: _ => true);
            WriteCheck(writer, model);
            ConfigReadWriter.Write(writer, model);
        });
    }

    private static void WriteCheck(SourceWriter writer, ConfigModel model)
    {
        writer.WriteLine();
        using var block = writer.Open(
            $"void global::LossDsl.ILossConfig<{model.Declaration.TypeName}>.Check(ref global::LossDsl.Runtime.ConfigValidator check)");
        for (var i = 0; i < model.Settings.Count; i++)
        {
            // Type inference does not convert a value to its nullable type.
            var property = model.Settings[i];
            var argument = property.Kind == ConfigKind.Enum ? $"<{property.Type}>" : "";
            writer.Write($"check.AddValue{argument}({i}, {QualifyMember(property.Name)});");
        }
    }
}
