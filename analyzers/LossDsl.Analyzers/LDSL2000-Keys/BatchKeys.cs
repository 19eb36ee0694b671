using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys;

/// <summary>The keys that a batch may have at a point of a method.</summary>
/// <param name="Known">The keys.</param>
/// <param name="IsOpen">Whether it may have any other key as well.</param>
internal sealed record BatchKeys(ImmutableHashSet<string> Known, bool IsOpen)
{
    /// <summary>The keys after a use.</summary>
    public BatchKeys After(BatchUse use, string? key) => use switch
    {
        BatchUse.Unknown => this with { IsOpen = true },
        BatchUse.Adds => this with { Known = Known.Add(key!) },
        BatchUse.Removes => this with { Known = Known.Remove(key!) },
        BatchUse.Clears when !IsOpen => this with { Known = [] },
        _ => this,
    };

    /// <summary>The keys where two paths meet; null is a path on which there is no such batch.</summary>
    public static BatchKeys? Union(BatchKeys? a, BatchKeys? b) =>
        a is null ? b : b is null ? a : new BatchKeys(a.Known.Union(b.Known), a.IsOpen || b.IsOpen);

    /// <summary>Whether two are the same.</summary>
    public bool Equals(BatchKeys? other) => other is not null && IsOpen == other.IsOpen && Known.SetEquals(other.Known);

    /// <inheritdoc/>
    public override int GetHashCode() => Known.Count;
}
