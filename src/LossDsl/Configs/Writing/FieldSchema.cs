using System.Text.Json.Nodes;

namespace LossDsl;

/// <summary>Writes the JSON Schema of one key: its type, range and allowed values, without the rules between keys.</summary>
internal static class FieldSchema
{
    public static JsonObject Create(ConfigField field, object? byDefault)
    {
        var schema = new JsonObject();
        if (field.Description is { } description)
            schema["description"] = description;

        if (field.Choices is { } choices)
            schema["enum"] = Legal(field, choices);
        else if (Infinities(field) is { Count: > 0 } infinities)
            schema["anyOf"] = new JsonArray(Typed(field, []), new JsonObject { ["enum"] = infinities });
        else
            Typed(field, schema);

        if (!field.IsRequired)
            schema["default"] = Value(byDefault);
        return schema;
    }

    public static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        string text => text,
        Enum name => ValueFormatter.Format(name),
        _ => JsonNode.Parse(ConfigNumber.FormatJson(value)),
    };

    private static JsonArray Legal(ConfigField field, IEnumerable<object> choices)
    {
        var legal = choices.Where(value => field.Validate(value) is null).Select(Value).DistinctBy(value => value?.ToJsonString());
        return [.. legal, .. field.IsNullable ? (JsonNode?[])[null] : []];
    }

    private static JsonObject Typed(ConfigField field, JsonObject schema)
    {
        var type = JsonType(field.Type);
        schema["type"] = field.IsNullable ? new JsonArray(type, "null") : type;
        var (minimum, maximum) = Limits(field.Type);
        var range = field.Range ?? new ValueRange(double.NegativeInfinity, double.PositiveInfinity);
        Bound(schema, range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
        Bound(schema, range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
        if (range.Minimum < minimum)
            Bound(schema, field.Type == typeof(float) ? "exclusiveMinimum" : "minimum", minimum);
        if (range.Maximum > maximum)
            Bound(schema, field.Type == typeof(float) ? "exclusiveMaximum" : "maximum", maximum);
        return schema;
    }

    // A number at least half a unit in the last place above float.MaxValue would be read as infinity.
    private static (double Minimum, double Maximum) Limits(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue)
        : type == typeof(float) ? (-float.MaxValue - Math.Pow(2, 103), float.MaxValue + Math.Pow(2, 103))
        : (double.NegativeInfinity, double.PositiveInfinity);

    private static void Bound(JsonObject schema, string keyword, double bound)
    {
        if (double.IsFinite(bound))
            schema[keyword] = bound;
    }

    private static JsonArray Infinities(ConfigField field)
    {
        double[] infinities = JsonType(field.Type) == "number"
            ? [double.PositiveInfinity, double.NegativeInfinity]
            : [];
        return [.. infinities.Where(value => field.Range?.Contains(value) != false).Select(value => Value(value))];
    }

    private static string JsonType(Type type) =>
        type == typeof(bool) ? "boolean"
        : type == typeof(string) ? "string"
        : type == typeof(int) || type == typeof(long) ? "integer"
        : "number";
}
