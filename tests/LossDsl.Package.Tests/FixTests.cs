using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>The fixes of the package, applied by the tool that stands in for an IDE.</summary>
public sealed class FixTests(Feed feed)
{
    [Fact]
    public async Task Wrong_programs_that_have_a_fix_compile_after_it()
    {
        var project = await Downstream.Restored(feed, "Wrong", "Mended");
        project.Keep(file => file.StartsWith(WrongProgram.Mendable, StringComparison.Ordinal) || !file.Contains(Path.DirectorySeparatorChar));
        var rules = WrongProgram.All.Where(program => program.IsMendable).Select(program => program.Rule).Distinct().ToList();
        Assert.True(rules.Count >= 5, string.Join(", ", rules));

        (await project.Dotnet(["format", "analyzers", "Wrong.csproj", "--no-restore", "--severity", "warn", "--diagnostics", .. rules])).Well();

        (await project.Build()).Well();
    }
}
