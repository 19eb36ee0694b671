using System.Text.Json.Nodes;

namespace LossDsl;

/// <summary>Writes a rule between two keys as <c>if</c> and <c>then</c> of JSON Schema, which cannot compare the values of two keys.</summary>
internal static class RuleSchema
{
    public static JsonObject? Create(FieldRule rule, FieldWithDefault owner, FieldWithDefault other) => rule.Kind switch
    {
        FieldRuleKind.Requires => IfThen(IsSet(owner), IsSet(other)),
        FieldRuleKind.ConflictsWith => IfThen(IsSet(owner), IsNotSet(other)),
        FieldRuleKind.RequiredWhenIs => IfThen(Is(other, rule.Value), IsSet(owner)),
        FieldRuleKind.RequiredWhenIsNot => IfThen(IsNot(other, rule.Value), IsSet(owner)),
        FieldRuleKind.ForbiddenWhenIs => IfThen(Is(other, rule.Value), IsNotSet(owner)),
        FieldRuleKind.ForbiddenWhenIsNot => IfThen(IsNot(other, rule.Value), IsNotSet(owner)),
        _ => null,
    };

    private static JsonObject IfThen(JsonObject condition, JsonObject consequence) =>
        new() { ["if"] = condition, ["then"] = consequence };

    private static JsonObject IsSet(FieldWithDefault key) => When(key, SetSchema(key), key.IsSetByDefault);

    private static JsonObject IsNotSet(FieldWithDefault key) => When(key, Not(SetSchema(key)), !key.IsSetByDefault);

    private static JsonObject Is(FieldWithDefault key, object? value) =>
        When(key, Const(value), Equals(key.Default, value));

    private static JsonObject IsNot(FieldWithDefault key, object? value) => When(
        key,
        Not(key.Field.IsNullable && value is not null ? Either(value, null) : Const(value)),
        key.Default is not null && !Equals(key.Default, value));

    // `properties` does not constrain an absent key; whether the condition holds then depends on the default.
    private static JsonObject When(FieldWithDefault key, JsonObject value, bool byDefault)
    {
        var schema = new JsonObject { ["properties"] = new JsonObject { [key.Field.Key] = value } };
        if (!byDefault)
            schema["required"] = new JsonArray(key.Field.Key);
        return schema;
    }

    private static JsonObject SetSchema(FieldWithDefault key) => key.Field.SetWhen switch
    {
        SetWhen.True => Const(true),
        SetWhen.NotNull => Not(new JsonObject { ["type"] = "null" }),
        SetWhen.NotZero => Not(Const(0L)),
        SetWhen.NotEmpty => Not(Const("")),
        _ => [],
    };

    private static JsonObject Const(object? value) => new() { ["const"] = FieldSchema.Value(value) };

    private static JsonObject Either(object? one, object? other) =>
        new() { ["enum"] = new JsonArray(FieldSchema.Value(one), FieldSchema.Value(other)) };

    private static JsonObject Not(JsonObject schema) => new() { ["not"] = schema };
}

/// <summary>A field with its default, used where a file omits the key.</summary>
internal sealed record FieldWithDefault(ConfigField Field, object? Default)
{
    public bool IsSetByDefault => new Setting(Field.Key, Default, Field.SetWhen).IsSet;
}
