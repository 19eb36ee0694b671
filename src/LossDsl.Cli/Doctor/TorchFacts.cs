using System.Reflection;

namespace LossDsl.Cli.Doctor;

/// <summary>What is so about torch.</summary>
internal static class TorchFacts
{
    /// <summary>The facts.</summary>
    public static IEnumerable<Fact> All()
    {
        yield return new Fact("backend", Backend);
        yield return new Fact("libtorch", __version__);
        yield return new Fact("devices", string.Join(", ", Devices()));
        yield return new Fact("threads", $"{get_num_threads()}");
    }

    private static string Backend => typeof(TorchFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(data => data.Key == "TorchBackend").Value!;

    private static IEnumerable<string> Devices() =>
        ["cpu", .. Enumerable.Range(0, cuda.device_count()).Select(index => $"cuda:{index}")];
}
