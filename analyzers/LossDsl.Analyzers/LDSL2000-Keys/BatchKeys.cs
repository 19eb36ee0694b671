using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys;

/// <summary>The keys that a batch may have at a point of a method.</summary>
/// <param name="Known">The keys under which something other than null may stand.</param>
/// <param name="Checked">The keys that were written through a typed batch, where LDSL2002 sees how they are spelled.</param>
/// <param name="Nulls">The keys under which null was put.</param>
/// <param name="IsOpen">Whether it may have any other key as well.</param>
internal sealed record BatchKeys(
    ImmutableHashSet<string> Known, ImmutableHashSet<string> Checked, ImmutableHashSet<string> Nulls, bool IsOpen)
{
    /// <summary>No keys at all.</summary>
    public static BatchKeys None { get; } = new([], [], [], IsOpen: false);

    /// <summary>Any keys.</summary>
    public static BatchKeys Any { get; } = None with { IsOpen = true };

    /// <summary>The keys where two paths meet.</summary>
    public BatchKeys Union(BatchKeys other) => ReferenceEquals(this, other) || Covers(other)
        ? this
        : new(Known.Union(other.Known), Checked.Union(other.Checked), Nulls.Union(other.Nulls), IsOpen || other.IsOpen);

    /// <summary>The keys after a value is put under one.</summary>
    public BatchKeys Add(string key, bool isChecked) => this with
    {
        Known = Known.Add(key),
        Checked = isChecked ? Checked.Add(key) : Checked,
    };

    /// <summary>The keys after one is taken away.</summary>
    public BatchKeys Remove(string key) => this with { Known = Known.Remove(key) };

    /// <summary>The keys after null is put under one, which a contract takes for a missing key.</summary>
    public BatchKeys Nullify(string key) => this with { Known = Known.Remove(key), Nulls = Nulls.Add(key) };

    private bool Covers(BatchKeys other) => (IsOpen || !other.IsOpen)
        && Known.IsSupersetOf(other.Known) && Checked.IsSupersetOf(other.Checked) && Nulls.IsSupersetOf(other.Nulls);

    /// <summary>Whether two are the same.</summary>
    public bool Equals(BatchKeys? other) => other is not null && IsOpen == other.IsOpen
        && Known.SetEquals(other.Known) && Checked.SetEquals(other.Checked) && Nulls.SetEquals(other.Nulls);

    /// <inheritdoc/>
    public override int GetHashCode() => Known.Count;
}
