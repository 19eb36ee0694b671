using System.Text.Json;

[assembly: AssemblyFixture(typeof(LossDsl.Package.Tests.Harness.Feed))]

namespace LossDsl.Package.Tests.Harness;

/// <summary>
/// A folder of packages as users get them: ours, just packed, and what they depend on. Whatever is installed from it goes to
/// a package folder of its own, so that nothing of it is ever seen by another project on this machine.
/// </summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>The folder that everything is in.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("lossdsl-package-").FullName;

    /// <summary>The packages.</summary>
    public string Folder => Path.Combine(Root, "feed");

    /// <summary>Where they are installed.</summary>
    public string Installed => Path.Combine(Root, "packages");

    /// <summary>A package of ours.</summary>
    public string Package(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{BuiltWith.Version}.{extension}");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        await Pack("LossDsl");
        await Pack("LossDsl.Mpi");
        await Pack("LossDsl.Cli");
        if (BuiltWith.TorchBackend == "system")
            StandIn.Pack(Folder);
        LinkDependencies();
        File.WriteAllText(
            Path.Combine(Root, "NuGet.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{Folder}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        // MSBuild looks for these upwards: here the search ends.
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(Root, name), "<Project />");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task Pack(string project) => (await Ran.Dotnet(
        BuiltWith.RepositoryRoot,
        packages: null,
        "pack",
        $"src/{project}/{project}.csproj",
        "--no-build",
        "-c", BuiltWith.Configuration,
        "-o", Folder,
        $"-p:TorchBackend={BuiltWith.TorchBackend}",
        $"-p:ArtifactsPath={BuiltWith.ArtifactsPath}")).Well();

    // What this project was restored with is on the machine, and is all that ours depend on.
    private void LinkDependencies()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(BuiltWith.ProjectAssetsFile));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package")
                continue;
            var path = library.Value.GetProperty("path").GetString()!;
            var name = path.Replace('/', '.') + ".nupkg";
            var package = folders.Select(folder => Path.Combine(folder, path, name)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Folder, name), package);
        }
    }
}
