using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using static LossDsl.Generators.Source.CSharp;

namespace LossDsl.Generators.Configs;

/// <summary>Writes what a config gets: keys, schema, validation, and the ways from and to a file.</summary>
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
            ConfigSchemaWriter.Write(writer, model);
            ConfigFileWriter.Write(writer, model.Declaration);
            WriteCheck(writer, model);
            ConfigReadWriter.Write(writer, model);
        });
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
