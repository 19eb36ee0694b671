using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>
/// glibc's allocator as an expert would set it for torch: by default a large block is mapped anew each time, page by page,
/// and so are pages at the top that were given back.
/// </summary>
internal static class TunedAllocator
{
    /// <summary>Sets it for a process that is to be started.</summary>
    public static ProcessStartInfo Configure(ProcessStartInfo start)
    {
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "1099511627776";
        start.Environment["MALLOC_TOP_PAD_"] = "67108864";
        return start;
    }
}
