namespace LossDsl;

/// <summary>One call of a collective of a group.</summary>
/// <param name="Collective">What this rank has been called for.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Number">How many collectives of the group this makes.</param>
internal readonly record struct CollectiveCall(Collective Collective, string Group, long Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Collective} (collective {Number} of group {Group})";
}
