using LossDsl.Package.Tests.Harness;

namespace LossDsl.Package.Tests;

/// <summary>A program with one error does not compile, and the diagnostic is at its location.</summary>
public sealed class WrongProgramTests(WrongPrograms programs) : IClassFixture<WrongPrograms>
{
    public static TheoryData<string> Files => [.. WrongProgram.All.Select(program => program.File)];

    [Theory, MemberData(nameof(Files))]
    public void It_is_refused_for_its_mistake_and_nothing_else(string file) =>
        Assert.Equal([WrongProgram.All.Single(program => program.File == file).Said], programs.Said(file));

    [Fact]
    public void Nothing_else_is_said()
    {
        Assert.Equal(1, programs.Build.ExitCode);
        Assert.Equal(WrongProgram.All.Select(program => program.File).Order(StringComparer.Ordinal), programs.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_many_of_every_kind()
    {
        Assert.True(WrongProgram.All.Count >= 60, $"only {WrongProgram.All.Count} programs");
        Assert.All("1234", kind => Assert.True(WrongProgram.All.Count(program => program.Rule[4] == kind) >= 8));
    }
}
