using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>What is known at a point of a function.</summary>
/// <param name="Variables">The values of locals, parameters and of what the compiler keeps between blocks.</param>
/// <param name="Dictionaries">The keys of the batches and dictionaries that were made.</param>
internal sealed record AbstractState(ImmutableDictionary<object, ValueSet> Variables, ImmutableDictionary<PossibleDictionary, BatchKeys> Dictionaries)
{
    /// <summary>The state in which nothing is known.</summary>
    public static AbstractState Empty { get; } = new(ImmutableDictionary<object, ValueSet>.Empty, ImmutableDictionary<PossibleDictionary, BatchKeys>.Empty);

    /// <summary>The keys of a carrier.</summary>
    public BatchKeys Keys(PossibleDictionary carrier) => Dictionaries.TryGetValue(carrier, out var keys) ? keys : BatchKeys.Any;

    /// <summary>The state with other keys of a carrier.</summary>
    public AbstractState With(PossibleDictionary carrier, BatchKeys keys) => this with { Dictionaries = Dictionaries.SetItem(carrier, keys) };

    /// <summary>The state with another value of a variable.</summary>
    public AbstractState With(object variable, ValueSet value) => this with { Variables = Variables.SetItem(variable, value) };

    /// <summary>The state after a carrier is made.</summary>
    /// <remarks>
    /// A site in a loop makes many. The last one is told from all older ones: of it alone it is sure that a key that is
    /// taken away is gone.
    /// </remarks>
    public AbstractState WithNew(PossibleDictionary carrier, BatchKeys keys)
    {
        if (!Dictionaries.TryGetValue(carrier, out var before))
            return With(carrier, keys);
        var older = carrier with { IsOlder = true };
        return new AbstractState(
            Variables.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Replace(carrier, older)),
            Dictionaries.SetItem(older, Dictionaries.TryGetValue(older, out var oldest) ? oldest.Union(before) : before).SetItem(carrier, keys));
    }

    /// <summary>What is known where two paths meet; a variable that one of them has not set is not read behind it.</summary>
    public AbstractState Union(AbstractState other)
    {
        var variables = Union(Variables, other.Variables, (value, another) => value.Union(another));
        var carriers = Union(Dictionaries, other.Dictionaries, (keys, others) => keys.Union(others));
        return ReferenceEquals(variables, Variables) && ReferenceEquals(carriers, Dictionaries) ? this : new AbstractState(variables, carriers);
    }

    // Where nothing is new it is the very same: paths meet often, and seldom bring anything.
    private static ImmutableDictionary<TKey, TValue> Union<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> known, ImmutableDictionary<TKey, TValue> others, Func<TValue, TValue, TValue> union)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(known, others))
            return known;
        foreach (var pair in others)
        {
            var value = known.TryGetValue(pair.Key, out var before) ? union(before, pair.Value) : pair.Value;
            if (!ReferenceEquals(before, value))
                known = known.SetItem(pair.Key, value);
        }

        return known;
    }

    /// <summary>Whether two are the same.</summary>
    public bool Equals(AbstractState? other) => other is not null && (ReferenceEquals(this, other)
        || (Same(Variables, other.Variables) && Same(Dictionaries, other.Dictionaries)));

    /// <inheritdoc/>
    public override int GetHashCode() => Variables.Count;

    private static bool Same<TKey, TValue>(ImmutableDictionary<TKey, TValue> a, ImmutableDictionary<TKey, TValue> b)
        where TKey : notnull =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value)));
}
