using System.Runtime.InteropServices;

namespace LossDsl.Cli.Training;

/// <summary>Asks torch's threads to sleep while they wait, where nothing else has been asked of them.</summary>
/// <remarks>
/// By default they spin. On a machine that does anything else besides, that turns minutes into an hour: a thread that
/// spins keeps the core from the one that it waits for. The model's matrices are small, too: a thread for each of
/// torch's own is worth it, a second pool of OpenBLAS under them is not.
/// </remarks>
internal static class OpenMPWaitPolicy
{
    /// <summary>Asks. Only what is asked before torch is loaded counts.</summary>
    public static void SetPassive()
    {
        // Not Environment.SetEnvironmentVariable: that changes what .NET reads, not what native libraries do.
        if (!OperatingSystem.IsLinux())
            return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        _ = SetEnvironment("OPENBLAS_NUM_THREADS", "1", overwrite: 0);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
