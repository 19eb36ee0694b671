using LossDsl.Generators.Source;
using LossDsl.Roslyn.Configs;
using LossDsl.Roslyn.Declarations;

namespace LossDsl.Generators.Configs;

/// <summary>Writes the members that validate, read and write a config.</summary>
internal static class ConfigFileWriter
{
    private const string Exception = """
        /// <exception cref="global::LossDsl.LossConfigException">
        /// A key is unknown or missing, or a value violates a rule; every violation is listed.
        /// </exception>
        """;

    /// <summary>Writes the members. Each of them calls the library.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declaration">The record.</param>
    /// <param name="has">Whether a method with a name can be generated.</param>
    public static void Write(SourceWriter writer, Declaration declaration, Func<string, bool> has)
    {
        var (self, cref) = (declaration.TypeName, declaration.Cref);
        var read = $"public {declaration.NewModifier}static {self}";
        var write = $"public {declaration.VirtualModifier}";
        const string Library = "global::LossDsl.Runtime.LossConfig";
        const string Configuration = "global::Microsoft.Extensions.Configuration.IConfiguration";
        if (has("Validate"))
            writer.Write($"""

                /// <summary>Validates all settings and the rules between them.</summary>
                /// <exception cref="global::LossDsl.LossConfigException">A rule is violated; every violation is listed.</exception>
                {write}void Validate() => {Library}.Validate(this);
                """);
        if (has("FromJson"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> from a JSON object with the keys of <see cref="Keys"/>.</summary>
                /// <param name="json">The JSON text; comments and trailing commas are allowed.</param>
                /// <param name="file">The name of the file, for messages.</param>
                {Exception}
                {read} FromJson(string json, string? file = null) =>
                    {Library}.FromJson<{self}>(json, file);
                """);
        if (has("FromYaml"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> from a YAML mapping with the keys of <see cref="Keys"/>.</summary>
                /// <param name="yaml">The YAML text.</param>
                /// <param name="file">The name of the file, for messages.</param>
                {Exception}
                {read} FromYaml(string yaml, string? file = null) =>
                    {Library}.FromYaml<{self}>(yaml, file);
                """);
        if (has("FromConfiguration"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> from a configuration with the keys of <see cref="Keys"/>.</summary>
                /// <param name="configuration">The configuration, or the section with the keys.</param>
                /// <param name="section">The path from the configuration to the section with the keys; null for none.</param>
                {Exception}
                {read} FromConfiguration(
                    {Configuration} configuration, string? section = null) =>
                    {Library}.FromConfiguration<{self}>(configuration, section);
                """);
        if (has("FromFile"))
            writer.Write($"""

                /// <summary>Reads a <see cref="{cref}"/> from a file with the keys of <see cref="Keys"/>.</summary>
                /// <param name="path">The file: <c>.json</c>, <c>.yaml</c> or <c>.yml</c>.</param>
                /// <param name="section">The path of the section with the keys, such as <c>grpo:loss_fn</c>.</param>
                {Exception}
                {read} FromFile(string path, string? section = null) =>
                    {Library}.FromFile<{self}>(path, section);
                """);
        if (has("ToJson"))
            writer.Write($"""

                /// <summary>Writes the config as JSON that <see cref="FromJson"/> can read.</summary>
                /// <exception cref="global::LossDsl.LossConfigException">A rule is violated; every violation is listed.</exception>
                {write}string ToJson() => {Library}.ToJson(this);
                """);
        if (has("ToYaml"))
            writer.Write($"""

                /// <summary>Writes the config as YAML that <see cref="FromYaml"/> can read.</summary>
                /// <exception cref="global::LossDsl.LossConfigException">A rule is violated; every violation is listed.</exception>
                {write}string ToYaml() => {Library}.ToYaml(this);
                """);
        if (has("JsonSchema"))
            writer.Write($"""

                /// <summary>The JSON Schema of config files with the keys of <see cref="Keys"/>, for validation in editors.</summary>
                public {declaration.NewModifier}static string JsonSchema() => {Library}.JsonSchema<{self}>();
                """);
    }
}
