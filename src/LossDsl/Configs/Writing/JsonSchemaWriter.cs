using System.Text.Json.Nodes;

namespace LossDsl;

/// <summary>
/// Writes the JSON Schema (draft 2020-12) of a config. The schema accepts exactly the files that <see cref="LossConfig"/> can read,
/// except for integers beyond 64 bits.
/// </summary>
internal static class JsonSchemaWriter
{
    public const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <param name="schema">The settings and rules of the config.</param>
    /// <param name="defaults">The default of each field, used where a file omits the key.</param>
    public static string Write(ConfigSchema schema, IReadOnlyList<object?> defaults)
    {
        var properties = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        var required = new JsonArray();
        var rules = new JsonArray();
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            var field = schema.Fields[i];
            properties[field.Key] = FieldSchema.Create(field, defaults[i]);
            if (field.IsRequired)
                required.Add(field.Key);
            foreach (var rule in field.Rules)
            {
                if (RuleSchema.Create(rule, At(i), At(schema.IndexOfProperty(rule.Other))) is { } written)
                    rules.Add(written);
            }
        }

        var root = new JsonObject { ["$schema"] = Draft, ["title"] = schema.Name };
        if (schema.Description is { } description)
            root["description"] = description;
        root["type"] = "object";
        root["properties"] = properties;
        if (required.Count > 0)
            root["required"] = required;
        root["additionalProperties"] = false;
        if (rules.Count > 0)
            root["allOf"] = rules;
        return ConfigWriter.WriteJson(writer => root.WriteTo(writer));

        FieldWithDefault At(int field) => new(schema.Fields[field], defaults[field]);
    }
}
