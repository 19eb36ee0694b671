using System.Runtime.InteropServices;

namespace LossDsl.Cli.Training;

/// <summary>Sets OpenMP's wait policy to passive, unless the user has set it: torch's threads sleep while they wait.</summary>
/// <remarks>
/// By default the threads spin. On a machine with other load this turns minutes into an hour: a spinning thread occupies the
/// core that the thread it waits for needs. Since the model's matrices are small, OpenBLAS gets no thread pool of its own in
/// addition to torch's.
/// </remarks>
internal static class OpenMPWaitPolicy
{
    /// <summary>Sets the policy. It must be called before torch is loaded.</summary>
    public static void SetPassive()
    {
        // Environment.SetEnvironmentVariable would change the environment for .NET only, not for native libraries.
        if (!OperatingSystem.IsLinux())
            return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        _ = SetEnvironment("OPENBLAS_NUM_THREADS", "1", overwrite: 0);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
