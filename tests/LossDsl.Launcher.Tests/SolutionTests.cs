namespace LossDsl.Launcher.Tests;

/// <summary>The solution contains all projects, since it is what is built and tested.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "LossDsl.sln")).Replace('\\', '/');
        var projects = ((string[])["src", "generators", "analyzers", "tests"])
            .SelectMany(top => Directory.GetDirectories(Path.Combine(Repository.Root, top)))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .ToArray();

        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects, project => !solution.Contains($"\"{project}\""));
    }
}
