using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>The code fixes of the package, applied by <c>dotnet format</c>.</summary>
public sealed class FixTests(PackageFeed feed)
{
    [Fact]
    public async Task Wrong_programs_that_have_a_fix_compile_after_it()
    {
        var project = await DownstreamProject.CreateRestored(feed, "Wrong", "Fixed");
        project.Keep(file => file.StartsWith(WrongProgram.Fixable, StringComparison.Ordinal) || !file.Contains(Path.DirectorySeparatorChar));
        var rules = WrongProgram.All.Where(program => program.IsFixable).Select(program => program.Rule).Distinct().ToList();
        Assert.True(rules.Count >= 5, string.Join(", ", rules));

        (await project.RunDotnet(["format", "analyzers", "Wrong.csproj", "--no-restore", "--severity", "warn", "--diagnostics", .. rules])).EnsureSuccess();

        (await project.Build()).EnsureSuccess();
    }
}
