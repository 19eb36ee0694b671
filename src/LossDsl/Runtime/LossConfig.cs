using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace LossDsl.Runtime;

/// <summary>Reading, validation and writing of configs. The generated members of a config call these methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LossConfig
{
    /// <summary>Validates a config against its rules.</summary>
    /// <param name="config">The config.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">A rule is violated; every violation is listed.</exception>
    public static void Validate<T>(T config)
        where T : class, ILossConfig<T>
    {
        ArgumentNullException.ThrowIfNull(config);
        Values(config);
    }

    /// <summary>Reads a config from a JSON object with snake_case keys.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed, and <c>"Infinity"</c> is a number.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">
    /// The text is not a JSON object; a key is unknown, missing or duplicated; or a value has the wrong type or violates a rule.
    /// Every violation is listed with line and column.
    /// </exception>
    public static T FromJson<T>(string json, string? file = null)
        where T : class, ILossConfig<T>
    {
        ArgumentNullException.ThrowIfNull(json);
        return Bind<T>(JsonConfigParser.Parse(json), file);
    }

    /// <summary>Reads a config from a YAML mapping with snake_case keys.</summary>
    /// <param name="yaml">The text: one document, typed by the core schema of YAML 1.2; aliases and merge keys are allowed.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">
    /// The text is not a YAML mapping; a key is unknown, missing or duplicated; or a value has the wrong type or violates a rule.
    /// Every violation is listed with line and column.
    /// </exception>
    public static T FromYaml<T>(string yaml, string? file = null)
        where T : class, ILossConfig<T>
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return Bind<T>(YamlConfigParser.Parse(yaml), file);
    }

    /// <summary>Reads a config from a .NET <see cref="IConfiguration"/>. Keys are case-insensitive.</summary>
    /// <param name="configuration">The configuration, or the section that contains the keys.</param>
    /// <param name="section">The path from there to the section that contains the keys: <c>grpo:loss_fn</c>.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">
    /// The section does not exist; a key is unknown or missing; or a value has the wrong type or violates a rule. Every violation
    /// is listed with its path.
    /// </exception>
    public static T FromConfiguration<T>(IConfiguration configuration, string? section = null)
        where T : class, ILossConfig<T>
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Bind<T>(In(section, ConfigurationReader.Read(configuration)), file: null);
    }

    /// <summary>Reads a config from a file.</summary>
    /// <param name="path">The file: <c>.json</c>, <c>.yaml</c> or <c>.yml</c>.</param>
    /// <param name="section">
    /// The path to the keys inside the file: <c>loss_fn</c>, <c>grpo:loss_fn</c> or <c>grpo.loss_fn</c>; by default the
    /// whole file.
    /// </param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="ArgumentException">The file has another extension.</exception>
    /// <exception cref="LossConfigException">
    /// The section does not exist; a key is unknown, missing or duplicated; or a value has the wrong type or violates a rule. Every
    /// violation is listed with file, line and column.
    /// </exception>
    public static T FromFile<T>(string path, string? section = null)
        where T : class, ILossConfig<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var read = ConfigDocument.FindParser(path) ?? throw new ArgumentException($"'{path}' has an unsupported extension; expected .json, .yaml or .yml", nameof(path));
        return Bind<T>(In(section, read(File.ReadAllText(path))), path);
    }

    /// <summary>Writes a config as a JSON object. <see cref="FromJson"/> reads it back as an equal config.</summary>
    /// <param name="config">The config.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">The config violates its rules, so no file could represent it.</exception>
    public static string ToJson<T>(T config)
        where T : class, ILossConfig<T> => ConfigWriter.WriteJson(T.Schema, Values(config));

    /// <summary>Writes a config as a YAML mapping. <see cref="FromYaml"/> reads it back as an equal config.</summary>
    /// <param name="config">The config.</param>
    /// <typeparam name="T">The type of the config.</typeparam>
    /// <exception cref="LossConfigException">The config violates its rules, so no file could represent it.</exception>
    public static string ToYaml<T>(T config)
        where T : class, ILossConfig<T> => ConfigWriter.WriteYaml(T.Schema, Values(config));

    /// <summary>
    /// Returns the JSON Schema (draft 2020-12) of config files, for editors: types, ranges, rules between keys, descriptions.
    /// </summary>
    /// <typeparam name="T">The type of the config.</typeparam>
    public static string JsonSchema<T>()
        where T : class, ILossConfig<T>
    {
        var nothing = new ConfigReader(new ConfigEntries(T.Schema, new ConfigMap(0, 0), StringComparison.Ordinal));
        return JsonSchemaWriter.Write(T.Schema, Take(T.Read(ref nothing)).Values);
    }

    private static ConfigDocument In(string? section, ConfigDocument text) => section is null ? text : text.Section(section);

    private static T Bind<T>(ConfigDocument text, string? file)
        where T : class, ILossConfig<T>
    {
        if (text.Root is not { } root)
            throw new LossConfigException(T.Schema.Name, [text.Error!], file);
        var entries = new ConfigEntries(T.Schema, root, text.Comparison);
        var reader = new ConfigReader(entries);
        var config = T.Read(ref reader);
        var violations = entries.Finish(Take(config).Values);
        return violations.Count == 0 ? config : throw new LossConfigException(T.Schema.Name, violations, file);
    }

    private static object?[] Values<T>(T config)
        where T : class, ILossConfig<T>
    {
        var check = Take(config);
        var violations = check.Violations();
        return violations.Count == 0 ? check.Values : throw new LossConfigException(T.Schema.Name, violations);
    }

    private static ConfigValidator Take<T>(T config)
        where T : class, ILossConfig<T>
    {
        var check = new ConfigValidator(T.Schema);
        config.Check(ref check);
        return check;
    }
}
