using System.Reflection;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>No rule has anything to say about correct code; each file in the folder <c>Correct</c> is one project.</summary>
public sealed class CorrectCodeTests
{
    private static readonly string Folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "tests", "LossDsl.Analyzers.Tests", "Correct");

    /// <summary>The files.</summary>
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.cs").Select(path => Path.GetFileName(path)!).Order()];

    [Fact]
    public void There_are_many() => Assert.True(Files.Count >= 10);

    [Theory, MemberData(nameof(Files))]
    public async Task Nothing_is_said(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        Assert.Empty(await Scratchpad.Errors(source));
        Assert.Empty(await Scratchpad.Analyze(source));
    }
}
