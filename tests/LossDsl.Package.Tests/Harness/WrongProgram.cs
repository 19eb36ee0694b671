using System.Globalization;
using System.Text.RegularExpressions;

namespace LossDsl.Package.Tests.Harness;

/// <summary>
/// A file with one error, and a comment with the expected diagnostics. If the compiler finds the error as well, there are two.
/// </summary>
/// <param name="File">The path in the project.</param>
/// <param name="Said">Location and id, as the compiler prints them: <c>File.cs(3,4): LDSL3001</c>.</param>
internal sealed partial record WrongProgram(string File, string Said)
{
    /// <summary>The folder of programs that a code fix corrects.</summary>
    public const string Fixable = "Fixable";

    /// <summary>Whether a code fix corrects it.</summary>
    public bool IsFixable => File.StartsWith(Fixable, StringComparison.Ordinal);

    /// <summary>The id of the rule.</summary>
    public string Rule => Said[(Said.LastIndexOf(' ') + 1)..];

    /// <summary>Every program of the project.</summary>
    public static IReadOnlyList<WrongProgram> All { get; } = [.. Read(DownstreamProject.GetOriginalFolder("Wrong")).Select(
        file => file is [var only] ? only : throw new InvalidDataException($"{file[0].File} must have one mark, not {file.Count}"))];

    /// <summary>The programs of the project whose declarations do not compile.</summary>
    public static IReadOnlyList<WrongProgram> Refused { get; } = [.. Read(DownstreamProject.GetOriginalFolder("Refused")).SelectMany(file => file)];

    private static IEnumerable<IReadOnlyList<WrongProgram>> Read(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(folder, file)
        where name.Contains(Path.DirectorySeparatorChar)
        orderby name
        select Marked(name, System.IO.File.ReadAllLines(file));

    private static List<WrongProgram> Marked(string name, string[] lines)
    {
        var marks = lines.SelectMany((line, i) => Marks(line, i < lines.Length - 1 ? lines[i + 1] : "", i + 1)).ToList();
        return marks.Count > 0
            ? [.. marks.Select(mark => new WrongProgram(name, $"{name}({mark.Line},{mark.Column}): {mark.Rule}"))]
            : throw new InvalidDataException($"{name} must have a mark");
    }

    private static IEnumerable<(string Rule, int Line, int Column)> Marks(string line, string next, int number)
    {
        foreach (Match here in Here().Matches(line))
        {
            foreach (Capture rule in here.Groups["rule"].Captures)
                yield return (rule.Value, number, here.Index + here.Length + 1);
        }

        if (Below().Match(line) is { Success: true } below)
            yield return (below.Groups["rule"].Value, number + 1, next.IndexOf(below.Groups["text"].Value, StringComparison.Ordinal) + 1);
        if (Elsewhere().Match(line) is { Success: true } elsewhere)
            yield return (elsewhere.Groups["rule"].Value, Number(elsewhere, "line"), Number(elsewhere, "column"));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // /*LDSL3001*/ precedes the location; /*CS0260, LDSL1001*/ if the compiler reports it as well.
    [GeneratedRegex(@"/\*(?<rule>(LDSL|CS)\d{4})(, (?<rule>(LDSL|CS)\d{4}))*\*/")]
    private static partial Regex Here();

    // "// LDSL1003: S/2" is on the line above, where there is no room for a comment before the location.
    [GeneratedRegex(@"// (?<rule>LDSL\d{4}): (?<text>.+)$")]
    private static partial Regex Below();

    // "# LDSL4001 (3,1)" in a config file.
    [GeneratedRegex(@"(?<rule>LDSL\d{4}) \((?<line>\d+),(?<column>\d+)\)")]
    private static partial Regex Elsewhere();
}
