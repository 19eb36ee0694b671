using System.Globalization;
using System.Runtime.InteropServices;

namespace LossDsl.Bench;

/// <summary>Measures the peak of additional memory of this process. Available on Linux, where the peak can be reset.</summary>
internal static class PeakMemory
{
    /// <summary>Runs an action, and returns the peak of resident bytes minus those before; null if unknown.</summary>
    /// <param name="run">The action.</param>
    public static long? Measure(Action run)
    {
        // Memory that the allocator has kept would hide new allocations.
        GC.Collect();
        Trim();
        var before = Reset() ? Resident("VmRSS:") : null;
        run();
        return before is { } bytes ? Math.Max(0, Resident("VmHWM:")!.Value - bytes) : null;
    }

    private static bool Reset()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long? Resident(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture);
    }

    private static void Trim()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // A libc other than glibc, which returns memory by itself.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint keep);
}
