using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Broadcasts a string.</summary>
internal static class StringBroadcast
{
    /// <summary>The string of the first rank that has one. At least one rank must. A collective over the group.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="own">This rank's string; empty for none.</param>
    public static string BroadcastFirst(IProcessGroup group, string own)
    {
        using var scope = NewDisposeScope();
        var bytes = Encoding.UTF8.GetBytes(own);
        var lengths = group.AllGather(tensor((long)bytes.Length)).data<long>().ToArray();
        var first = Array.FindIndex(lengths, length => length > 0);
        var text = group.Rank == first ? tensor(bytes) : zeros([lengths[first]], dtype: uint8);
        group.Broadcast(text, first);
        return Encoding.UTF8.GetString(text.data<byte>().ToArray());
    }
}
