using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>
/// Types that stop the compiler before analyzers run. If only <c>partial</c> is missing, the generator reports and completes the
/// type, so that the compiler's error is at the type's name only. A file-local type cannot be completed: its uses violate a
/// constraint, but the rule is reported nevertheless.
/// </summary>
public sealed class RefusedTests(PackageFeed feed)
{
    [Fact]
    public async Task Each_is_reported_once_under_a_loss_a_field_a_parameter_and_a_base()
    {
        var project = await DownstreamProject.CreateRestored(feed, "Refused");

        var build = await project.Build();

        var said = WrongPrograms.Read(build, project.Folder).Select(line => line.Said).ToList();
        Assert.Equal(1, build.ExitCode);
        Assert.Equal(
            WrongProgram.Refused.Select(program => program.Said).Order(StringComparer.Ordinal),
            said.Where(line => !IsMention(line)).Order(StringComparer.Ordinal));
        Assert.All(said.Where(IsMention), line => Assert.Contains("FileLocal", line));
    }

    private static bool IsMention(string line) => line.EndsWith(": CS0311", StringComparison.Ordinal);
}
