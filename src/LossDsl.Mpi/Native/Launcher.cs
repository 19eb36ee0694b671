namespace LossDsl;

/// <summary>The program that started this process as one of several, as far as the environment tells.</summary>
internal static class Launcher
{
    /// <summary>The implementation that it belongs to, or "any"; null without one.</summary>
    public static string? Current =>
        IsSet("OMPI_COMM_WORLD_SIZE") ? MpiHandles.OpenMpiName
        : IsSet("PMI_SIZE") || IsSet("PMI_FD") ? MpiHandles.MpichName
        : IsSet("PMIX_RANK") || IsSet("PMI_RANK") ? "any"
        : null;

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
