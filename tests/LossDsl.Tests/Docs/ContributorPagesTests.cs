using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LossDsl.Tests.Docs;

/// <summary>The files and folders that ARCHITECTURE.md and CONTRIBUTING.md name exist.</summary>
public sealed partial class ContributorPagesTests
{
    private static readonly string Root = Path.GetFullPath(Beside("../../.."));

    [Theory]
    [InlineData("ARCHITECTURE.md", 15)]
    [InlineData("CONTRIBUTING.md", 3)]
    public void What_a_page_names_is_there(string page, int least)
    {
        var named = Named().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count >= least, $"found only {string.Join(", ", named)}");
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(Root, path)), $"{page} names {path}, which is not there"));
    }

    // `src/LossDsl/Losses`, (docs/eval.md): quoted or linked paths that start with a folder of the repository.
    [GeneratedRegex(@"[`(]((?:src|tests|generators|analyzers|docs)/[A-Za-z0-9_./-]+)[`)]")]
    private static partial Regex Named();

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
