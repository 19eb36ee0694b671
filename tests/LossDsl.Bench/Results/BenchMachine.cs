using System.Globalization;
using LossDsl.Cli.Doctor;

namespace LossDsl.Bench;

/// <summary>Facts about the machine that measurements depend on.</summary>
internal static class BenchMachine
{
    /// <summary>The facts by name.</summary>
    /// <param name="python">Python's PyTorch; null if it does not take part.</param>
    public static IReadOnlyDictionary<string, string> CollectFacts(Peer? python)
    {
        var facts = new Dictionary<string, string>();
        if (Line("/proc/cpuinfo", "model name") is { } cpu)
            facts["cpu"] = cpu;
        foreach (var fact in MachineFacts.Collect().Where(fact => fact.Name != "sdk"))
            facts[fact.Name] = fact.Value;
        foreach (var fact in TorchFacts.Collect(NativeLibraryStatus.CheckInstalled()).Where(fact => fact.Name is "torchsharp" or "libtorch"))
            facts[fact.Name] = fact.Value;
        if (python is not null)
            facts["python"] = $"{python.Greeting["python"]} with torch {python.Greeting["torch"]}";
        if (GetLoadAverage() is { } load)
            facts["load"] = load.ToString("0.00", CultureInfo.InvariantCulture);
        return facts;
    }

    /// <summary>The load average of the last minute; null if unknown.</summary>
    public static double? GetLoadAverage() => File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null;

    private static string? Line(string file, string field) => !File.Exists(file) ? null : File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim();
}
