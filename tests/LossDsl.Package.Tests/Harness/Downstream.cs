using System.Runtime.CompilerServices;

namespace LossDsl.Package.Tests.Harness;

/// <summary>A project of someone else, which knows nothing of this repository but its packages.</summary>
internal sealed class Downstream
{
    private readonly Feed _feed;

    private Downstream(Feed feed, string name, string folder)
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
    public static string Original(string name) => Path.Combine(Here(), "..", "Downstream", name);

    /// <summary>Copies a project to a folder beside the feed and restores it.</summary>
    public static async Task<Downstream> Restored(Feed feed, string name, string? folder = null)
    {
        var project = new Downstream(feed, name, folder ?? name);
        foreach (var file in Directory.EnumerateFiles(Original(name), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(project.Folder, Path.GetRelativePath(Original(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        (await project.Dotnet("restore")).Well();
        return project;
    }

    /// <summary>Deletes its other files.</summary>
    /// <param name="isKept">Whether to keep a file, by its path from the project's folder.</param>
    public void Keep(Func<string, bool> isKept)
    {
        foreach (var file in Directory.EnumerateFiles(Original(Name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Original(Name), file)))
        {
            if (!isKept(file))
                File.Delete(Path.Combine(Folder, file));
        }
    }

    /// <summary>Runs the command line of .NET in the project.</summary>
    public Task<Ran> Dotnet(params string[] args) => Ran.Dotnet(Folder, _feed.Installed, args);

    /// <summary>Builds it.</summary>
    public Task<Ran> Build() => Dotnet("build", "--no-restore", "-c", "Release", "-tl:off", "-clp:NoSummary", "-v:quiet");

    /// <summary>Runs what was built.</summary>
    public Task<Ran> Run() => Dotnet(Path.Combine("bin", "Release", "net10.0", Name + ".dll"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
