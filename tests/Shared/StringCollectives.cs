using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl.Tools;

/// <summary>Gathers strings from all ranks.</summary>
internal static class StringCollectives
{
    /// <summary>The strings of all ranks, in order.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="own">This rank's string.</param>
    public static IReadOnlyList<string> Gather(IProcessGroup group, string own)
    {
        using var scope = NewDisposeScope();
        var bytes = Encoding.UTF8.GetBytes(own);
        var lengths = Gather(group, [bytes.Length]);
        // Padded to the same number of 8-byte words on every rank.
        var words = new long[(lengths.Max() + sizeof(long) - 1) / sizeof(long)];
        bytes.CopyTo(MemoryMarshal.AsBytes(words.AsSpan()));
        var all = Gather(group, words);
        return [.. lengths.Select((length, rank) => Encoding.UTF8.GetString(
            MemoryMarshal.AsBytes(all.AsSpan(rank * words.Length, words.Length))[..(int)length]))];
    }

    private static long[] Gather(IProcessGroup group, long[] own) => group.AllGather(tensor(own)).data<long>().ToArray();
}
