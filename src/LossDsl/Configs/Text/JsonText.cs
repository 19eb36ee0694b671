using System.Text;
using System.Text.Json;

namespace LossDsl;

/// <summary>Reads JSON; comments and trailing commas are allowed.</summary>
internal sealed class JsonText
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = ConfigText.MaxDepth,
    };

    private readonly byte[] _text;
    private readonly List<int> _lines = [0];

    private JsonText(string json)
    {
        _text = Encoding.UTF8.GetBytes(json.TrimStart(ConfigText.ByteOrderMark));
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] == '\n')
                _lines.Add(i + 1);
        }
    }

    public static ConfigText Read(string json)
    {
        var text = new JsonText(json);
        try
        {
            return text.Root();
        }
        catch (JsonException e)
        {
            var (line, column) = text.Place((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0));
            return new ConfigText(new ConfigViolation("the text", "is not JSON: " + FirstSentence(e.Message), line, column));
        }
    }

    private static string FirstSentence(string message) => message[..(message.IndexOf(". ", StringComparison.Ordinal) + 1)];

    private ConfigText Root()
    {
        var reader = new Utf8JsonReader(_text, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new ConfigText(new ConfigViolation("the text", "must be a JSON object", 1, 1));
        var root = Map(ref reader);

        // Whatever follows the object is an error of the text.
        reader.Read();
        return new ConfigText(root);
    }

    private object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble(),
        JsonTokenType.StartArray => List(ref reader),
        _ => Map(ref reader),
    };

    private ConfigMap Map(ref Utf8JsonReader reader)
    {
        var (line, column) = Place(reader.TokenStartIndex);
        var map = new ConfigMap(line, column);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            (line, column) = Place(reader.TokenStartIndex);
            reader.Read();
            map.Add(key, Value(ref reader), line, column);
        }

        return map;
    }

    private ConfigOther List(ref Utf8JsonReader reader)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value(ref reader));
        return ConfigOther.List(items);
    }

    private (int Line, int Column) Place(long at)
    {
        var line = _lines.BinarySearch((int)at);
        line = line < 0 ? ~line - 1 : line;
        return Place(line, (int)at - _lines[line]);
    }

    // People count characters, the parser bytes.
    private (int Line, int Column) Place(int line, int bytes)
    {
        var begin = _lines[Math.Min(line, _lines.Count - 1)];
        return (line + 1, Encoding.UTF8.GetCharCount(_text, begin, Math.Min(bytes, _text.Length - begin)) + 1);
    }
}
