using System.Reflection;
using System.Text.RegularExpressions;
using LossDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>
/// Each file in the folder <c>Wrong</c> is a project with one error. Its first line has the expected rule, severity and message;
/// <c>/*!*/</c> precedes the location. The line <c>// Another file</c> starts a further file of the project.
/// </summary>
public sealed partial class WrongCodeTests
{
    private const string Mark = "/*!*/";

    private static readonly string Folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "tests", "LossDsl.Analyzers.Tests", "Wrong");

    /// <summary>The files.</summary>
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_many() => Assert.True(Files.Count >= 40, $"only {Files.Count} files");

    [Theory, MemberData(nameof(Files))]
    public async Task Exactly_the_mistake_is_reported_at_its_place(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var expected = FirstLine().Match(source);
        Assert.True(expected.Success, "the first line must be '// LDSL0000 severity: words of the message'");
        Assert.Equal(2, source.Split(Mark).Length);
        Assert.Empty(await Scratchpad.Errors(source));

        var said = Assert.Single(await Scratchpad.Analyze(source));

        Assert.Equal(expected.Groups["id"].Value, said.Id);
        Assert.Equal(expected.Groups["severity"].Value, said.Severity.ToString().ToLowerInvariant());
        Assert.Contains(expected.Groups["words"].Value.TrimEnd(), said.GetMessage());
        Assert.Equal(source.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length, said.Location.SourceSpan.Start);
    }

    [GeneratedRegex(@"\A// (?<id>LDSL\d{4}) (?<severity>error|warning|info): (?<words>.+)")]
    private static partial Regex FirstLine();
}
