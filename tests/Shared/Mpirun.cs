using System.Diagnostics;

namespace LossDsl.Tools;

/// <summary>The program that starts ranks.</summary>
internal static class Mpirun
{
    // Variables that its own options set, so that the command line is the same for every implementation: more ranks than
    // cores are welcome, root is, a rank is not tied to one core, and none reads another's memory, which containers forbid.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
        ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        ["OMPI_MCA_rmaps_base_oversubscribe"] = "1",
        ["OMPI_MCA_hwloc_base_binding_policy"] = "none",
        ["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none",
        ["PRTE_ALLOW_RUN_AS_ROOT"] = "1",
        ["PRTE_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        ["PRTE_MCA_rmaps_default_mapping_policy"] = ":oversubscribe",
        ["PRTE_MCA_hwloc_default_binding_policy"] = "none",
    };

    /// <summary>Where it is: what <c>LOSSDSL_MPIRUN</c> names, or on the path; null where it is not.</summary>
    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("LOSSDSL_MPIRUN");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = string.IsNullOrEmpty(named) ? ["mpirun", "mpiexec"] : [named];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>How to start a program as several ranks.</summary>
    /// <param name="mpirun">Where mpirun is.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(string mpirun, int ranks, params IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(mpirun, ["-n", $"{ranks}", .. command]);
        foreach (var (name, value) in Settings)
            start.Environment.TryAdd(name, value);
        return start;
    }
}
