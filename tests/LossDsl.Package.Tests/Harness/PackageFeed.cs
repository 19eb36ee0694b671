[assembly: AssemblyFixture(typeof(LossDsl.Package.Tests.Harness.PackageFeed))]

namespace LossDsl.Package.Tests.Harness;

/// <summary>
/// A folder of packages as users get them: ours, packed just now. They are installed to a folder of their own, so that
/// nothing of them is ever seen by another project on this machine; what they depend on is taken from the machine's
/// package folder, where it lies since this repository was restored.
/// </summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>A version that no other run of the tests packs, and that is newer than any that is on the machine.</summary>
    public static string Version { get; } = $"{System.Version.Parse(BuildSettings.Version).ToString(2)}.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    /// <summary>The folder that everything is in.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("lossdsl-package-").FullName;

    /// <summary>The packages.</summary>
    public string Folder => Path.Combine(Root, "feed");

    /// <summary>Where they are installed.</summary>
    public string Installed => Path.Combine(Root, "packages");

    /// <summary>A package of ours.</summary>
    public string Package(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Version}.{extension}");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        await Pack("LossDsl");
        await Pack("LossDsl.Mpi");
        await Pack("LossDsl.Cli");
        File.WriteAllText(
            Path.Combine(Root, "NuGet.config"),
            $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{Folder}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <fallbackPackageFolders>
                <clear />
                {string.Concat(BuildSettings.PackageFolders.Select((folder, i) => $"""<add key="{i}" value="{folder}" />"""))}
              </fallbackPackageFolders>
            </configuration>
            """);
        // MSBuild looks for these upwards: here the search ends. Outputs link to libtorch, whose 490 MB are
        // not copied; a published program must not be a symbolic link, as .NET looks for its files where the link leads.
        File.WriteAllText(
            Path.Combine(Root, "Directory.Build.props"),
            """
            <Project>
              <PropertyGroup>
                <CreateSymbolicLinksForCopyLocalIfPossible>true</CreateSymbolicLinksForCopyLocalIfPossible>
                <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
              </PropertyGroup>
            </Project>
            """);
        foreach (var name in (string[])["Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(Root, name), "<Project />");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task Pack(string project) => (await ProgramRun.RunDotnet(
        BuildSettings.RepositoryRoot,
        packages: null,
        "pack",
        $"src/{project}/{project}.csproj",
        "--no-build",
        "-c", BuildSettings.Configuration,
        "-o", Folder,
        $"-p:PackageVersion={Version}",
        $"-p:TorchBackend={BuildSettings.TorchBackend}",
        $"-p:ArtifactsPath={BuildSettings.ArtifactsPath}")).EnsureSuccess();
}
