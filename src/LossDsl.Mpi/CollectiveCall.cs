namespace LossDsl;

/// <summary>A call of a collective of a group.</summary>
/// <param name="Collective">The collective that this rank calls.</param>
/// <param name="Group">The name of the group.</param>
/// <param name="Number">The sequence number of the call in the group.</param>
internal readonly record struct CollectiveCall(Collective Collective, string Group, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Collective} (collective {Number} of group {Group})";
}
