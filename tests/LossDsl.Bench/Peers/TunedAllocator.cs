using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>
/// Settings of glibc's allocator that suit torch. By default, a large block is mapped anew for each allocation, page by page,
/// and memory at the top of the heap is returned to the system.
/// </summary>
internal static class TunedAllocator
{
    /// <summary>Configures a process that is to be started.</summary>
    public static ProcessStartInfo Configure(ProcessStartInfo start)
    {
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "1099511627776";
        start.Environment["MALLOC_TOP_PAD_"] = "67108864";
        return start;
    }
}
