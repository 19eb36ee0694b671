using System.Text;
using System.Text.Json;

namespace LossDsl;

/// <summary>A flat JSON object as key, value and place of each, so that messages can point at the line.</summary>
internal sealed class JsonConfig
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly byte[] _text;

    private JsonConfig(string json) => _text = Encoding.UTF8.GetBytes(json);

    /// <summary>The entries in the order of the file, doubled keys included.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>What is wrong with the text as such.</summary>
    public List<ConfigViolation> Violations { get; } = [];

    public static JsonConfig Read(string json)
    {
        var config = new JsonConfig(json);
        try
        {
            config.ReadObject();
        }
        catch (JsonException e)
        {
            var (line, column) = ((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            config.Violations.Add(new ConfigViolation("the text", "is not JSON: " + FirstSentence(e.Message), line, column));
        }

        return config;
    }

    private static string FirstSentence(string message) => message[..(message.IndexOf(". ", StringComparison.Ordinal) + 1)];

    private void ReadObject()
    {
        var reader = new Utf8JsonReader(_text, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Violations.Add(new ConfigViolation("the text", "must be a JSON object", 1, 1));
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var (line, column) = Position(reader.TokenStartIndex);
            reader.Read();
            Entries.Add(new Entry(key, Value(ref reader), line, column));
            reader.Skip();
        }

        // Whatever follows the object is an error of the text.
        reader.Read();
    }

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
        JsonTokenType.StartArray => Kind.List,
        _ => Kind.Object,
    };

    private (int Line, int Column) Position(long at)
    {
        var before = _text.AsSpan(0, (int)at);
        return (before.Count((byte)'\n') + 1, (int)at - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>What no config property can hold.</summary>
    internal enum Kind
    {
        List,
        Object,
    }

    internal sealed record Entry(string Key, object? Value, int Line, int Column);
}
