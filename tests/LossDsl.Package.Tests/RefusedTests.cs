using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>
/// A type that the generator cannot complete breaks the constraint of whatever mentions it. The compiler then stops before
/// analyzers run, and yet the rule is reported.
/// </summary>
public sealed class RefusedTests(Feed feed)
{
    [Fact]
    public async Task Each_is_reported_once_under_a_loss_a_field_a_parameter_and_a_base()
    {
        var project = await Downstream.Restored(feed, "Refused");

        var build = await project.Build();

        var said = WrongPrograms.Read(build, project.Folder).Select(line => line.Said).ToList();
        Assert.Equal(1, build.ExitCode);
        Assert.Equal(
            WrongProgram.Refused.Select(program => program.Said).Order(StringComparer.Ordinal),
            said.Where(line => line.Contains(": LDSL", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(said.Where(line => !line.Contains(": LDSL", StringComparison.Ordinal)), line => Assert.EndsWith(": CS0311", line));
    }
}
