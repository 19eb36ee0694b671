namespace LossDsl.Hostile.Tests.Running;

/// <summary>The rules of a config, evaluated independently of the library.</summary>
internal static class SettingRules
{
    /// <summary>The properties with illegal values, or with a broken rule if both values of the rule are legal by themselves.</summary>
    public static IEnumerable<string> FindErrors(ConfigSchema schema, object config) =>
        schema.Fields.Where(field => !IsLegal(field, Get(config, field.Property))).Select(field => field.Property)
            .Concat(FindBrokenRules(schema, config)).Distinct();

    /// <summary>The properties whose rules are broken.</summary>
    public static IEnumerable<string> FindBrokenRules(ConfigSchema schema, object config)
    {
        foreach (var field in schema.Fields)
        {
            foreach (var rule in field.Rules)
            {
                var other = schema.Fields.Single(each => each.Property == rule.Other);
                var (own, given) = (Get(config, field.Property), Get(config, other.Property));
                if (IsLegal(field, own) && IsLegal(other, given) && IsBroken(rule, IsSet(field, own), IsSet(other, given), own, given))
                    yield return field.Property;
            }
        }
    }

    /// <summary>Whether a value is legal by itself.</summary>
    public static bool IsLegal(ConfigField field, object? value)
    {
        if (value is null)
            return field.IsNullable;
        if (value is double number)
        {
            return !double.IsNaN(number) && (field.Range is not { } range
                || ((range.MinimumIsExclusive ? number > range.Minimum : number >= range.Minimum)
                    && (range.MaximumIsExclusive ? number < range.Maximum : number <= range.Maximum)));
        }

        return Choices(field) is not { } choices || choices.Contains(value);
    }

    /// <summary>Whether a value counts as set (docs/configs.md).</summary>
    public static bool IsSet(ConfigField field, object? value) => value switch
    {
        bool flag => flag,
        null => false,
        double number => field.IsNullable || number != 0,
        _ => true,
    };

    /// <summary>The only legal values; null for any.</summary>
    public static IReadOnlyList<object>? Choices(ConfigField field) =>
        field.AllowedValues ?? (field.Type.IsEnum ? [.. Enum.GetValues(field.Type).Cast<object>()] : null);

    private static bool IsBroken(FieldRule rule, bool isSet, bool isOtherSet, object? own, object? other) => rule.Kind switch
    {
        FieldRuleKind.Requires => isSet && !isOtherSet,
        FieldRuleKind.ConflictsWith => isSet && isOtherSet,
        FieldRuleKind.RequiredWhenIs => !isSet && Equals(other, rule.Value),
        FieldRuleKind.RequiredWhenIsNot => !isSet && other is not null && !Equals(other, rule.Value),
        FieldRuleKind.ForbiddenWhenIs => isSet && Equals(other, rule.Value),
        FieldRuleKind.ForbiddenWhenIsNot => isSet && other is not null && !Equals(other, rule.Value),
        FieldRuleKind.AtMost => own is double low && other is double high && low > high,
        _ => throw new InvalidOperationException($"a rule that these tests do not know: {rule.Kind}"),
    };

    private static object? Get(object config, string property) => config.GetType().GetProperty(property)!.GetValue(config);
}
