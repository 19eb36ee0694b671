using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys;

/// <summary>The keys that a batch may have at a point of the control flow: an over-approximation.</summary>
/// <param name="Known">Keys that may have a value other than null.</param>
/// <param name="Checked">Keys that were written through a typed batch, where LDSL2002 checks their spelling.</param>
/// <param name="Nulls">Keys that may have been set to null.</param>
/// <param name="IsOpen">Whether the batch may have any other key as well.</param>
internal sealed record BatchKeys(
    ImmutableHashSet<string> Known, ImmutableHashSet<string> Checked, ImmutableHashSet<string> Nulls, bool IsOpen)
{
    /// <summary>The keys of an empty batch.</summary>
    public static BatchKeys None { get; } = new([], [], [], IsOpen: false);

    /// <summary>Any keys.</summary>
    public static BatchKeys Any { get; } = None with { IsOpen = true };

    /// <summary>The join of two states: the keys of either. Returns this instance if the other adds nothing.</summary>
    public BatchKeys Union(BatchKeys other) => ReferenceEquals(this, other) || Covers(other)
        ? this
        : new(Known.Union(other.Known), Checked.Union(other.Checked), Nulls.Union(other.Nulls), IsOpen || other.IsOpen);

    /// <summary>The keys after a value other than null is stored.</summary>
    public BatchKeys Add(string key, bool isChecked) => this with
    {
        Known = Known.Add(key),
        Checked = isChecked ? Checked.Add(key) : Checked,
    };

    public BatchKeys Remove(string key) => this with { Known = Known.Remove(key) };

    /// <summary>The keys after null is stored. Validation treats null as a missing key.</summary>
    public BatchKeys Nullify(string key) => this with { Known = Known.Remove(key), Nulls = Nulls.Add(key) };

    private bool Covers(BatchKeys other) => (IsOpen || !other.IsOpen)
        && Known.IsSupersetOf(other.Known) && Checked.IsSupersetOf(other.Checked) && Nulls.IsSupersetOf(other.Nulls);

    /// <inheritdoc/>
    public bool Equals(BatchKeys? other) => other is not null && IsOpen == other.IsOpen
        && Known.SetEquals(other.Known) && Checked.SetEquals(other.Checked) && Nulls.SetEquals(other.Nulls);

    /// <inheritdoc/>
    public override int GetHashCode() => Known.Count;
}
