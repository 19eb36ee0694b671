using System.Collections.Immutable;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The abstract state at a point of a function.</summary>
/// <param name="Variables">The values of locals, parameters and flow captures.</param>
/// <param name="Dictionaries">The keys of the dictionaries and batches that were created.</param>
internal sealed record AbstractState(ImmutableDictionary<object, ValueSet> Variables, ImmutableDictionary<PossibleDictionary, BatchKeys> Dictionaries)
{
    /// <summary>The state without variables and dictionaries.</summary>
    public static AbstractState Empty { get; } = new(ImmutableDictionary<object, ValueSet>.Empty, ImmutableDictionary<PossibleDictionary, BatchKeys>.Empty);

    /// <summary>The keys of a dictionary; any keys if it is not tracked.</summary>
    public BatchKeys Keys(PossibleDictionary carrier) => Dictionaries.TryGetValue(carrier, out var keys) ? keys : BatchKeys.Any;

    public AbstractState With(PossibleDictionary carrier, BatchKeys keys) => this with { Dictionaries = Dictionaries.SetItem(carrier, keys) };

    public AbstractState With(object variable, ValueSet value) => this with { Variables = Variables.SetItem(variable, value) };

    /// <summary>The state after a dictionary is created.</summary>
    /// <remarks>
    /// A creation in a loop is executed several times. The last dictionary is tracked apart from all older ones, because only
    /// of a single dictionary a removed key is certainly gone.
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

    /// <summary>The join of two states. A variable that only one of them has set is not read afterwards.</summary>
    public AbstractState Union(AbstractState other)
    {
        var variables = Union(Variables, other.Variables, (value, another) => value.Union(another));
        var carriers = Union(Dictionaries, other.Dictionaries, (keys, others) => keys.Union(others));
        return ReferenceEquals(variables, Variables) && ReferenceEquals(carriers, Dictionaries) ? this : new AbstractState(variables, carriers);
    }

    // Returns the same instance if nothing changes, which is the usual case and lets the fixed point be detected by reference.
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

    /// <inheritdoc/>
    public bool Equals(AbstractState? other) => other is not null && (ReferenceEquals(this, other)
        || (Same(Variables, other.Variables) && Same(Dictionaries, other.Dictionaries)));

    /// <inheritdoc/>
    public override int GetHashCode() => Variables.Count;

    private static bool Same<TKey, TValue>(ImmutableDictionary<TKey, TValue> a, ImmutableDictionary<TKey, TValue> b)
        where TKey : notnull =>
        ReferenceEquals(a, b) || (a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value)));
}
