using System.Reflection;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Rules;

/// <summary>No rule reports correct code. Each file in the folder <c>Correct</c> and below is a project of its own.</summary>
public sealed class CorrectCodeTests
{
    private static readonly string Folder = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "tests", "LossDsl.Analyzers.Tests", "Correct");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_many() => Assert.True(Files.Count >= 240);

    [Theory, MemberData(nameof(Files))]
    public async Task Nothing_is_said(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        Assert.Empty(await Scratchpad.Errors(source));
        Assert.Empty(await Scratchpad.Analyze(source));
    }
}
