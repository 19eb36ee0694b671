using System.Text.Json;
using System.Text.Json.Nodes;

namespace LossDsl.Tests.Configs;

/// <summary>A validator for the part of JSON Schema 2020-12 that configs use; any other keyword fails the test.</summary>
/// <remarks>JsonSchema.Net compares numbers as decimals, which cannot represent 1e-323 and 1e39. Both are legal values
/// here.</remarks>
internal static class MiniJsonSchema
{
    /// <summary>Whether a schema accepts a value.</summary>
    public static bool Accepts(JsonNode schema, JsonNode? value) => schema.AsObject().All(keyword => keyword.Key switch
    {
        "$schema" or "title" or "description" or "default" or "then" or "additionalProperties" => true,
        "type" => keyword.Value is JsonArray types ? types.Any(type => IsOf((string)type!, value)) : IsOf((string)keyword.Value!, value),
        "enum" => keyword.Value!.AsArray().Any(legal => Same(legal, value)),
        "const" => Same(keyword.Value, value),
        "minimum" => Number(value) is not { } number || number >= (double)keyword.Value!,
        "maximum" => Number(value) is not { } number || number <= (double)keyword.Value!,
        "exclusiveMinimum" => Number(value) is not { } number || number > (double)keyword.Value!,
        "exclusiveMaximum" => Number(value) is not { } number || number < (double)keyword.Value!,
        "required" => value is not JsonObject map || keyword.Value!.AsArray().All(key => map.ContainsKey((string)key!)),
        "properties" => value is not JsonObject map || Properties(keyword.Value!.AsObject(), map, schema["additionalProperties"]),
        "not" => !Accepts(keyword.Value!, value),
        "anyOf" => keyword.Value!.AsArray().Any(part => Accepts(part!, value)),
        "allOf" => keyword.Value!.AsArray().All(part => Accepts(part!, value)),
        "if" => !Accepts(keyword.Value!, value) || Accepts(schema["then"]!, value),
        _ => throw new NotSupportedException(keyword.Key),
    });

    private static bool Properties(JsonObject schemas, JsonObject map, JsonNode? additional) => map.All(property =>
        schemas.TryGetPropertyValue(property.Key, out var schema) ? Accepts(schema!, property.Value) : additional is null);

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("object", JsonValueKind.Object) => true,
        ("integer", JsonValueKind.Number) => Number(value) is { } number && number == Math.Floor(number),
        _ => false,
    };

    private static bool Same(JsonNode? a, JsonNode? b) =>
        Number(a) is { } number ? Number(b) == number : JsonNode.DeepEquals(a, b);

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number
        ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
