using System.Text;

namespace LossDsl;

/// <summary>
/// Validates the input of a loss on all ranks: an error on one rank is raised on every rank with the same message, so that
/// no rank waits in a collective for one that has thrown.
/// </summary>
/// <param name="parallel">The process groups.</param>
/// <param name="device">The device of the exchanged tensors.</param>
internal sealed class CrossRankValidator(ParallelContext parallel, Device device)
{
    private const int LongestReason = 4096;

    /// <summary>Exchanges the sizes of all ranks, first in the vocabulary group, then in the context group.</summary>
    /// <param name="own">The sizes on this rank; null where this rank has rejected its input.</param>
    /// <param name="refusal">The error message of this rank, or null.</param>
    /// <returns>The sizes in this rank's vocabulary group, in the order of ranks.</returns>
    /// <exception cref="ArgumentException">A rank has rejected its input, or the shards do not match.</exception>
    public IReadOnlyList<ShardInfo> Validate(ShardInfo? own, string? refusal)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var shards = Among(parallel.Vocabulary, own, ref refusal, "vocabulary");
        // An error of one vocabulary group must reach the other vocabulary groups, which hold other parts of the context.
        var whole = own is null || shards.Count == 0 ? own : own.Value with { Columns = shards.Sum(shard => shard.Columns) };
        Among(parallel.Context, whole, ref refusal, "context");
        if (parallel is { Vocabulary: not null, Context: not null })
            Among(parallel.Vocabulary, own, ref refusal, "vocabulary");
        return refusal is null ? shards : throw new ArgumentException(refusal);
    }

    private IReadOnlyList<ShardInfo> Among(IProcessGroup? group, ShardInfo? own, ref string? refusal, string name)
    {
        if (group is null)
            return [];
        var facts = Gather(group, [refusal is null ? 0 : 1, group.Rank, .. (own ?? default).ToArray()]);
        if (facts.Any(row => row[0] != 0))
        {
            refusal = Reason(group, facts, refusal);
            return [];
        }

        var shards = facts.Select(row => ShardInfo.FromArray(row[2..])).ToList();
        refusal = Disagreement(facts, shards, name);
        return shards;
    }

    private static string? Disagreement(IReadOnlyList<long[]> facts, List<ShardInfo> shards, string name)
    {
        for (var rank = 0; rank < shards.Count; rank++)
        {
            if (facts[rank][1] != rank)
                return $"{name} group: rank {rank} reports rank {facts[rank][1]}";
            var first = shards[0];
            var other = name == "vocabulary" ? shards[rank] with { Columns = first.Columns } : shards[rank];
            if (other != first)
                return $"{name} group: rank {rank} has {shards[rank]}, rank 0 has {first}";
        }

        return null;
    }

    private string Reason(IProcessGroup group, List<long[]> facts, string? own)
    {
        var text = Encoding.UTF8.GetBytes(own ?? "");
        var bytes = new long[LongestReason];
        for (var i = 0; i < Math.Min(text.Length, LongestReason); i++)
            bytes[i] = text[i];
        var all = Gather(group, bytes);
        var rank = facts.FindIndex(row => row[0] != 0);
        var reason = Encoding.UTF8.GetString([.. all[rank].TakeWhile(value => value != 0).Select(value => (byte)value)]);
        return reason.StartsWith("rank ", StringComparison.Ordinal) ? reason : $"rank {rank}: {reason}";
    }

    private List<long[]> Gather(IProcessGroup group, long[] values)
    {
        var all = DeviceTransfer.ReadIntegers(group.AllGather(tensor(values, device: device)));
        return [.. Enumerable.Range(0, group.Size).Select(rank => all[(rank * values.Length)..((rank + 1) * values.Length)])];
    }
}
