using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossDsl;

/// <summary>Writes the values of a config as JSON or YAML that reads back as equal values: every key once, in declaration order.</summary>
internal static class ConfigWriter
{
    public static readonly JsonWriterOptions JsonOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string WriteJson(ConfigSchema schema, IReadOnlyList<object?> values) => WriteJson(writer =>
    {
        writer.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            writer.WritePropertyName(schema.Fields[i].Key);
            switch (values[i])
            {
                case null: writer.WriteNullValue(); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case string text: writer.WriteStringValue(text); break;
                case Enum name: writer.WriteStringValue(ValueFormatter.Format(name)); break;
                case var number: writer.WriteRawValue(ConfigNumber.FormatJson(number)); break;
            }
        }

        writer.WriteEndObject();
    });

    public static string WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonOptions))
            write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    public static string WriteYaml(ConfigSchema schema, IReadOnlyList<object?> values)
    {
        if (values.Count == 0)
            return "{}\n";
        var text = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            text.Append(YamlQuoting.Quote(schema.Fields[i].Key)).Append(": ").Append(values[i] switch
            {
                null => "null",
                bool flag => flag ? "true" : "false",
                string plain => YamlQuoting.Quote(plain),
                Enum name => YamlQuoting.Quote(ValueFormatter.Format(name)),
                var number => ConfigNumber.FormatYaml(number),
            }).Append('\n');
        }

        return text.ToString();
    }
}
