using System.Diagnostics;

namespace LossDsl.Tools;

/// <summary>Finds and starts mpirun.</summary>
internal static class Mpirun
{
    // Environment variables instead of options, so that the command line is the same for all implementations: allow more ranks
    // than cores,
    // allow root, do not bind ranks to cores, and do not read the memory of other ranks, which containers forbid.
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

    /// <summary>The path of mpirun: <c>LOSSDSL_MPIRUN</c>, or found on PATH; null if there is none.</summary>
    public static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("LOSSDSL_MPIRUN");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = string.IsNullOrEmpty(named) ? ["mpirun", "mpiexec"] : [named];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>The start information of a program with several ranks.</summary>
    /// <param name="mpirun">The path of mpirun.</param>
    /// <param name="ranks">The number of ranks.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(string mpirun, int ranks, params IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(mpirun, ["-n", $"{ranks}", .. command]);
        foreach (var (name, value) in Settings)
            start.Environment.TryAdd(name, value);
        return start;
    }
}
