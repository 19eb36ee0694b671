namespace LossDsl;

/// <summary>What generated configs are made of.</summary>
public static class LossConfig
{
    /// <summary>Checks a config against its rules.</summary>
    /// <param name="config">The config.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="LossConfigException">A rule is violated; every violation is listed.</exception>
    public static void Validate<T>(T config)
        where T : class, ILossConfig<T>
    {
        ArgumentNullException.ThrowIfNull(config);
        var check = new ConfigCheck(T.Schema);
        config.Check(ref check);
        if (check.Violations.Count > 0)
            throw new LossConfigException(T.Schema.Name, check.Violations);
    }

    /// <summary>Reads a config from a JSON object with snake_case keys.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <typeparam name="T">The config's type.</typeparam>
    /// <exception cref="LossConfigException">
    /// The text is not a JSON object, a key is unknown, missing or doubled, a value has the wrong type or breaks a rule.
    /// Every violation is listed with line and column.
    /// </exception>
    public static T FromJson<T>(string json, string? file = null)
        where T : class, ILossConfig<T>
    {
        var text = JsonConfig.Read(json);
        var reader = new ConfigReader(T.Schema, text);
        var config = T.Read(ref reader);
        var violations = reader.Finish();
        if (violations.Count > 0)
            throw new LossConfigException(T.Schema.Name, violations, file);
        return config;
    }
}
