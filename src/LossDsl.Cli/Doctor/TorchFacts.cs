using System.Reflection;

namespace LossDsl.Cli.Doctor;

/// <summary>Facts about torch.</summary>
internal static class TorchFacts
{
    private const string NotLoaded = "not loaded";

    /// <summary>The facts. Torch is not loaded if its native library certainly does not load.</summary>
    /// <param name="native">The status of the native library.</param>
    public static IEnumerable<Fact> Collect(NativeLibraryStatus native) =>
    [
        new("torchsharp", $"{Version}, {(NativeLibraryStatus.FindNativeFile("libtorch_cuda.so") is null ? "cpu" : "cuda")} libraries"),
        new("native", native.Text),
        new("libtorch", native.CanLoad ? __version__ : NotLoaded),
        new("devices", native.CanLoad ? string.Join(", ", Devices()) : NotLoaded),
        new("threads", native.CanLoad ? $"{get_num_threads()}" : NotLoaded),
    ];

    // The part after the plus sign is the commit.
    private static string Version => typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
        .InformationalVersion.Split('+')[0] ?? "unknown";

    private static IEnumerable<string> Devices() =>
        ["cpu", .. Enumerable.Range(0, cuda.device_count()).Select(index => $"cuda:{index}")];
}
