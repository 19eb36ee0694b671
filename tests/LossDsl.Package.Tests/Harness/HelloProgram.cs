namespace LossDsl.Package.Tests.Harness;

/// <summary>A program that loads TorchSharp, built for systems with an older or newer C++ library.</summary>
/// <param name="feed">The packages.</param>
public sealed class HelloProgram(PackageFeed feed) : IAsyncLifetime
{
    private const string LibraryName = "libLibTorchSharp.so";

    private DownstreamProject _project = null!;
    private byte[] _original = [];

    /// <summary>The output folder of the build.</summary>
    internal const string Output = "bin/Release/net10.0";

    /// <summary>The output folder of publishing.</summary>
    internal const string Published = Output + "/publish";

    /// <summary>TorchSharp's native library in the package cache.</summary>
    internal static string Original => BuildSettings.PackageFolders
        .Select(folder => Path.Combine(folder, "torchsharp", "0.107.0", "runtimes", "linux-x64", "native", LibraryName)).First(File.Exists);

    /// <summary>Runs a command of .NET on the project.</summary>
    /// <param name="command">The command, such as <c>build</c>, with its arguments.</param>
    /// <param name="patch">The value of <c>LossDslPatchLibTorchSharp</c>; null leaves it unset.</param>
    /// <param name="newest">The newest version of <c>GLIBCXX_3.4</c> that the system's C++ library has.</param>
    internal async Task<ProgramRun> Make(string[] command, string? patch, int newest)
    {
        var libstdcxx = Path.Combine(_project.Folder, $"libstdc++.{newest}");
        await File.WriteAllTextAsync(libstdcxx, string.Concat(Enumerable.Range(1, newest).Select(i => $"\0GLIBCXX_3.4.{i}\0")));
        string[] properties = patch is null ? [] : [$"-p:LossDslPatchLibTorchSharp={patch}"];
        return (await _project.RunDotnet(
            [.. command, "-c", "Release", "-tl:off", "-clp:NoSummary", "-v:minimal", $"-p:LossDslLibstdcxx={libstdcxx}", .. properties])).EnsureSuccess();
    }

    /// <summary>The number of bytes of TorchSharp's native library in an output that differ from the package.</summary>
    internal int ChangedBytes(string output, bool ofPlatform = false)
    {
        var copy = File.ReadAllBytes(Path.Combine(_project.Folder, output, ofPlatform ? "" : "runtimes/linux-x64/native", LibraryName));
        Assert.Equal(_original.Length, copy.Length);
        return _original.Zip(copy).Count(pair => pair.First != pair.Second);
    }

    /// <summary>Runs the program of an output.</summary>
    internal Task<ProgramRun> Run(string output) => _project.RunDotnet(Path.Combine(output, "Hello.dll"));

    /// <summary>Whether the file in the package cache is unchanged.</summary>
    internal bool IsCacheUnchanged => _original.AsSpan().SequenceEqual(File.ReadAllBytes(Original));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _original = await File.ReadAllBytesAsync(Original);
        _project = await DownstreamProject.CreateRestored(feed, "Hello");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
