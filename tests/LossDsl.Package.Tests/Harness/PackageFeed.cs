[assembly: AssemblyFixture(typeof(LossDsl.Package.Tests.Harness.PackageFeed))]

namespace LossDsl.Package.Tests.Harness;

/// <summary>
/// A feed with the freshly packed packages of this repository. They are installed to a temporary folder, so that other projects on
/// this machine never see them. Their dependencies come from the machine's package folders, where they are since the restore.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>A version that no other test run uses, and that is newer than all versions on the machine.</summary>
    public static string Version { get; } = $"{System.Version.Parse(BuildSettings.Version).ToString(2)}.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    /// <summary>The temporary folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("lossdsl-package-").FullName;

    /// <summary>The folder of the packages.</summary>
    public string Folder => Path.Combine(Root, "feed");

    /// <summary>The folder that packages are installed to.</summary>
    public string Installed => Path.Combine(Root, "packages");

    /// <summary>The path of a package.</summary>
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
        // Stops MSBuild's search for these files in parent folders. Outputs link to libtorch instead of copying its 490 MB. A
        // published
        // program must not be a symbolic link, since .NET looks for its files at the target of the link.
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
