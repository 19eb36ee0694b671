using System.Runtime.CompilerServices;

namespace LossDsl.Package.Tests.Harness;

/// <summary>A project of someone else, which knows nothing of this repository but its packages.</summary>
internal sealed class DownstreamProject
{
    private readonly PackageFeed _feed;

    private DownstreamProject(PackageFeed feed, string name, string folder)
    {
        _feed = feed;
        Name = name;
        Folder = Path.Combine(feed.Root, folder);
    }

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>The project as it lies in this repository.</summary>
    public static string GetOriginalFolder(string name) => Path.Combine(Here(), "..", "Downstream", name);

    /// <summary>Copies a project to a folder beside the feed and restores it.</summary>
    public static async Task<DownstreamProject> CreateRestored(PackageFeed feed, string name, string? folder = null)
    {
        var project = new DownstreamProject(feed, name, folder ?? name);
        foreach (var file in Directory.EnumerateFiles(GetOriginalFolder(name), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(project.Folder, Path.GetRelativePath(GetOriginalFolder(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        (await project.RunDotnet("restore")).EnsureSuccess();
        return project;
    }

    /// <summary>Deletes its other files.</summary>
    /// <param name="isKept">Whether to keep a file, by its path from the project's folder.</param>
    public void Keep(Func<string, bool> isKept)
    {
        foreach (var file in Directory.EnumerateFiles(GetOriginalFolder(Name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(GetOriginalFolder(Name), file)))
        {
            if (!isKept(file))
                File.Delete(Path.Combine(Folder, file));
        }
    }

    /// <summary>Runs the command line of .NET in the project.</summary>
    public Task<ProgramRun> RunDotnet(params string[] args) => ProgramRun.RunDotnet(Folder, _feed.Installed, args);

    /// <summary>Builds it.</summary>
    public Task<ProgramRun> Build() => RunDotnet("build", "--no-restore", "-c", "Release", "-tl:off", "-clp:NoSummary", "-v:quiet");

    /// <summary>Runs what was built.</summary>
    public Task<ProgramRun> Run() => RunDotnet(Path.Combine("bin", "Release", "net10.0", Name + ".dll"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
