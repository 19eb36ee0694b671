using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>Generates random configs from their schema, so that new settings are included.</summary>
/// <typeparam name="T">The config.</typeparam>
/// <param name="schema">Its schema.</param>
/// <param name="random">The random number generator.</param>
/// <param name="number">Generates a number, legal or not.</param>
internal sealed class SchemaSettings<T>(ConfigSchema schema, Random random, Func<double> number)
    where T : class
{
    /// <summary>Generates a config. Each optional setting differs from its default with a probability of a quarter.</summary>
    /// <param name="isLegal">Whether illegal values are replaced by legal ones.</param>
    public T Draw(bool isLegal)
    {
        var values = Defaults();
        foreach (var field in schema.Fields.Where(field => field.IsRequired || random.Next(4) == 0))
            values[field.Property] = isLegal ? Legal(field) : Value(field);
        var config = Make(values);
        for (var attempt = 0; isLegal && SettingRules.FindBrokenRules(schema, config).ToList() is { Count: > 0 } broken; attempt++)
        {
            if (attempt == 20)
                throw new InvalidOperationException($"no legal settings near {config}");
            foreach (var field in schema.Fields.Where(field => broken.Contains(field.Property)))
                values[field.Property] = Bound(field, values) ?? (SettingRules.IsSet(field, values[field.Property]) ? Unset(field) : LegalAndSet(field));
            config = Make(values);
        }

        return config;
    }

    /// <summary>Variants of a config in which one setting has its plain value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="config">The config.</param>
    /// <param name="plain">The config with the plain values.</param>
    public static IEnumerable<T> Plainer(ConfigSchema schema, T config, T plain)
    {
        foreach (var property in schema.Fields.Select(field => typeof(T).GetProperty(field.Property)!))
        {
            if (Equals(property.GetValue(config), property.GetValue(plain)))
                continue;
            var simpler = schema.Fields.ToDictionary(field => field.Property, field => typeof(T).GetProperty(field.Property)!.GetValue(config));
            simpler[property.Name] = property.GetValue(plain);
            yield return Make(simpler);
        }
    }

    /// <summary>Creates a config from its values by property name.</summary>
    public static T Make(IReadOnlyDictionary<string, object?> values)
    {
        var config = Activator.CreateInstance<T>();
        foreach (var (property, value) in values)
            typeof(T).GetProperty(property)!.SetValue(config, value);
        return config;
    }

    private Dictionary<string, object?> Defaults()
    {
        var plain = Activator.CreateInstance<T>();
        return schema.Fields.ToDictionary(field => field.Property, field => typeof(T).GetProperty(field.Property)!.GetValue(plain));
    }

    private object? Value(ConfigField field) => field.IsNullable && random.Next(3) == 0 ? null
        : field.Type == typeof(bool) ? random.Next(2) == 0
        : SettingRules.Choices(field) is { } choices ? choices[random.Next(choices.Count)]
        : number();

    private object? Legal(ConfigField field)
    {
        while (true)
        {
            if (Value(field) is var value && SettingRules.IsLegal(field, value))
                return value;
        }
    }

    private object? LegalAndSet(ConfigField field)
    {
        while (true)
        {
            if (Legal(field) is var value && SettingRules.IsSet(field, value))
                return value;
        }
    }

    // The setting that the number must not exceed, if it does.
    private static object? Bound(ConfigField field, Dictionary<string, object?> values) => field.Rules.FirstOrDefault(rule => rule.Kind == FieldRuleKind.AtMost) is { } rule
        && values[field.Property] is double low && values[rule.Other] is double high && low > high ? high : null;

    private static object? Unset(ConfigField field) => field.IsNullable ? null : field.Type == typeof(bool) ? false : 0.0;
}
