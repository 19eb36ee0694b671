using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LossDsl.Tests.Docs;

/// <summary>A page in docs/losses, with the loss that it documents.</summary>
/// <param name="Name">The file name without extension.</param>
/// <param name="Sources">The source folders, relative to src/LossDsl.</param>
/// <param name="Options">The expected table of options: names, legal values, whether they are required.</param>
/// <param name="Batch">The expected table of keys; null if the page has none.</param>
/// <param name="Metrics">The expected table of metrics; null if the page has none.</param>
internal sealed partial record LossPage(
    string Name,
    string[] Sources,
    IReadOnlyList<string[]> Options,
    DataDictSchema? Batch,
    MetricsSchema? Metrics)
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>The text of the page.</summary>
    public string Text { get; } = Read(Path.Combine(Repository, "docs", "losses", $"{Name}.md"));

    /// <summary>The text of docs/losses/README.md.</summary>
    public static string Index => Read(Path.Combine(Repository, "docs", "losses", "README.md"));

    /// <summary>The folder of the documentation.</summary>
    public static string Docs => Path.Combine(Repository, "docs");

    /// <summary>The text of a page under docs/losses.</summary>
    public static string Of(string name) => Read(Path.Combine(Docs, "losses", $"{name}.md"));

    /// <summary>The C# code of a page.</summary>
    public static IEnumerable<string> Code(string page) => Example().Matches(page).Select(block => block.Groups[1].Value);

    /// <summary>The names of all pages.</summary>
    public static IEnumerable<string> Files =>
        Directory.GetFiles(Path.Combine(Repository, "docs", "losses"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The code of its examples.</summary>
    public IEnumerable<string> Examples => Example().Matches(Text).Select(block => block.Groups[1].Value);

    /// <summary>The rows of the table in a section, with the cells as plain text.</summary>
    public IReadOnlyList<string[]> Table(string section)
    {
        var body = Text.Split($"\n## {section}\n")[1].Split("\n## ")[0];
        return [.. body.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim().Replace("`", "")).ToArray())];
    }

    /// <summary>The papers that the source of the loss cites.</summary>
    public IEnumerable<string> Papers() => Sources
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository, "src", "LossDsl", folder), "*.cs"))
        .SelectMany(file => Paper().Matches(File.ReadAllText(file)).Select(paper => paper.Value))
        .Distinct();

    /// <summary>The options of a config record.</summary>
    public static IReadOnlyList<string[]> Of(ConfigSchema schema) =>
        [.. schema.Fields.Select(field => new[] { field.Key, Legal(field), field.IsRequired ? "yes" : "no" })];

    /// <summary>The parameters of a type's constructor. The page words their legal values freely.</summary>
    public static IReadOnlyList<string[]> Of(Type type) =>
        [.. type.GetConstructors().Single().GetParameters()
            .Select(parameter => new[] { parameter.Name!, null!, parameter.HasDefaultValue ? "no" : "yes" })];

    private static string Legal(ConfigField field) =>
        (field.IsNullable ? "null or " : "")
        + (field.Type == typeof(bool) ? "true or false" : field.Choices is { } choices ? ValueFormatter.OneOf(choices) : field.Range?.ToString() ?? "a number");

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"arXiv:\d{4}\.\d{5}|http://joschu\.net/[\w/.-]+\w")]
    private static partial Regex Paper();
}
