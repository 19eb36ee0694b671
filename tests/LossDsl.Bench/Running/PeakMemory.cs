using System.Globalization;
using System.Runtime.InteropServices;

namespace LossDsl.Bench;

/// <summary>How much more memory this process holds while something runs: known on Linux, where the peak can be reset.</summary>
internal static class PeakMemory
{
    /// <summary>Runs, and gives the bytes that were resident at the peak beyond those that were before; null where nobody knows.</summary>
    /// <param name="run">What to run.</param>
    public static long? Measure(Action run)
    {
        // What an allocator keeps from earlier would hide what is asked for now.
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
            // Another libc than glibc, which returns memory by itself.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint keep);
}
