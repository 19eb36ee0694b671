using System.Reflection;
using System.Text.RegularExpressions;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>
/// Small programs as users write them, right and wrong. The first line of each says what all rules together must say:
/// <c>// Expected: nothing</c>, or <c>// Expected: LDSL5004 at micro</c>, several with a semicolon between.
/// </summary>
public sealed partial class CorpusTests
{
    private static readonly string Folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "tests", "LossDsl.Analyzers.Tests", "Corpus");

    /// <summary>The programs, by their place in the folder.</summary>
    public static TheoryData<string> Programs =>
        [.. Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_many_right_and_many_wrong_ones()
    {
        var first = Programs.Select(program => File.ReadLines(Path.Combine(Folder, program.Data)).First()).ToList();
        Assert.True(first.Count(line => line.EndsWith(": nothing", StringComparison.Ordinal)) >= 30);
        Assert.True(first.Count(line => line.Contains("LDSL", StringComparison.Ordinal)) >= 50);
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task Every_program_gets_what_it_expects(string program)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, program));
        Assert.Empty(await Scratchpad.Errors(source));
        var said = (await Scratchpad.Analyze(source)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => Shown(diagnostic, source));
        Assert.Equal(Expected(source.Split('\n')[0]), said);
    }

    private static IEnumerable<string> Expected(string line)
    {
        var expected = Form().Match(line);
        Assert.True(expected.Success, $"the first line must say what is expected, got: {line}");
        var said = expected.Groups["said"].Value.Trim();
        return said == "nothing" ? [] : said.Split(';').Select(one => one.Trim());
    }

    private static string Shown(Diagnostic diagnostic, string source)
    {
        var span = diagnostic.Location.SourceSpan;
        return $"{diagnostic.Id} at {Blank().Replace(source.Substring(span.Start, span.Length), " ")}";
    }

    [GeneratedRegex("^// Expected: (?<said>.+)$")]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
