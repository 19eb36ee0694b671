namespace LossDsl;

/// <summary>Detects from the environment the launcher that started this process.</summary>
internal static class Launcher
{
    /// <summary>The MPI implementation of the launcher, "any" if it is unknown; null without a launcher.</summary>
    public static string? Current =>
        IsSet("OMPI_COMM_WORLD_SIZE") ? MpiHandles.OpenMpiName
        : IsSet("PMI_SIZE") || IsSet("PMI_FD") ? MpiHandles.MpichName
        : IsSet("PMIX_RANK") || IsSet("PMI_RANK") ? "any"
        : null;

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
