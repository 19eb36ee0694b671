using System.Globalization;

namespace LossDsl.Kernels.Tests;

/// <summary>New memory, and the huge pages that are requested for it.</summary>
public sealed unsafe class HugePagesTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void It_has_shape_and_type_and_holds_what_is_written(ScalarType type)
    {
        foreach (var rows in new long[] { 0, 1, 700, 5000 })
        {
            using var memory = HugePages.Empty([rows, 1000], type);
            Assert.Equal([rows, 1000], memory.shape);
            Assert.Equal(type, memory.dtype);
            memory.fill_(2);
            using var sum = memory.to(float64).sum();
            Assert.Equal(2000.0 * rows, sum.item<double>());
        }
    }

    [Fact]
    public void Linux_is_asked_for_large_pages_under_whole_pages_of_it()
    {
        Assert.SkipUnless(File.Exists("/sys/kernel/mm/transparent_hugepage/enabled"), "this system has no large pages");
        using var memory = HugePages.Empty([16 << 20], float32);
        var first = (ulong)TensorMemory.GetPointer(memory);

        Assert.Contains("hg", Flags(first + (32 << 20)));
        // The page in which the memory begins may be shared with other data.
        Assert.True(first % (2 << 20) == 0 || !Flags(first).Contains("hg"));
    }

    /// <summary>The flags of the memory mapping at an address.</summary>
    private static string[] Flags(ulong address)
    {
        var isThere = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "VmFlags:" && isThere)
                return words[1..];
            if (words[0].Split('-') is [var from, var to]
                && ulong.TryParse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var begin)
                && ulong.TryParse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end))
                isThere = begin <= address && address < end;
        }

        return [];
    }
}
