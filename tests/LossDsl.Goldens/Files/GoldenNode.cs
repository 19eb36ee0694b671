using System.Text.Json;

namespace LossDsl.Goldens.Files;

/// <summary>A JSON value of a case with its location, so that errors have file, line and path.</summary>
/// <param name="element">The value.</param>
/// <param name="place">The file and line.</param>
/// <param name="path">The path inside the line, such as <c>inputs.data.token_mask</c>.</param>
internal readonly struct GoldenNode(JsonElement element, string place, string path = "")
{
    /// <summary>The JSON text.</summary>
    public string Text => element.GetRawText();

    /// <summary>The properties of an object whose value is not null.</summary>
    public IEnumerable<(string Name, GoldenNode Value)> Entries()
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
                yield return (property.Name, Child(property.Value, property.Name));
        }
    }

    /// <summary>The property names of an object, including those whose value is null.</summary>
    public IEnumerable<string> Keys()
    {
        Expect(JsonValueKind.Object, "an object");
        return element.EnumerateObject().Select(property => property.Name);
    }

    /// <summary>The elements of an array.</summary>
    public GoldenNode[] List()
    {
        Expect(JsonValueKind.Array, "a list");
        var elements = new GoldenNode[element.GetArrayLength()];
        var i = 0;
        foreach (var value in element.EnumerateArray())
            elements[i] = new GoldenNode(value, place, $"{path}[{i++}]");
        return elements;
    }

    /// <summary>A property by name; null if it is absent or null.</summary>
    public GoldenNode? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? Child(value, name)
            : null;
    }

    /// <summary>A required property.</summary>
    public GoldenNode this[string name] => Find(name) ?? throw CreateException($"'{name}' is missing");

    public bool IsNumber => TryNumber(element) is not null;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public string String()
    {
        Expect(JsonValueKind.String, "a text");
        return element.GetString()!;
    }

    public bool Bool() => element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? element.GetBoolean()
        : throw CreateException($"expected true or false, got {Short()}");

    public long Integer() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value)
        ? value
        : throw CreateException($"expected a whole number, got {Short()}");

    /// <summary>A number; numbers that are not finite are strings.</summary>
    public double Number() => TryNumber(element) ?? throw CreateException($"expected a number, got {Short()}");

    /// <summary>An array of numbers, read without a node per element.</summary>
    public double[] Numbers()
    {
        Expect(JsonValueKind.Array, "a list");
        var numbers = new double[element.GetArrayLength()];
        var i = 0;
        foreach (var value in element.EnumerateArray())
        {
            numbers[i] = TryNumber(value) ?? new GoldenNode(value, place, $"{path}[{i}]").Number();
            i++;
        }

        return numbers;
    }

    /// <summary>An exception with the location of this node.</summary>
    public UsageException CreateException(string what) => new($"{place}: {(path.Length == 0 ? "" : path + ": ")}{what}");

    private static double? TryNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch
        {
            NonFinite.NaN => double.NaN,
            NonFinite.Infinity => double.PositiveInfinity,
            NonFinite.NegativeInfinity => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    private GoldenNode Child(JsonElement value, string name) =>
        new(value, place, path.Length == 0 ? name : $"{path}.{name}");

    private void Expect(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
            throw CreateException($"expected {what}, got {Short()}");
    }

    private string Short() => Text is { Length: > 40 } text ? $"{text.AsSpan(0, 40)}…" : Text;
}
