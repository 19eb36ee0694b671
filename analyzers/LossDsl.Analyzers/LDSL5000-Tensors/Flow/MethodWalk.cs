using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// Goes through a method as it runs, statement by statement, and keeps for each local what is known of it. Where paths meet,
/// what both agree on is left; loops are gone through until nothing changes; helpers of the same project are entered.
/// </summary>
internal abstract partial class MethodWalk
{
    private const int MaxDepth = 3;
    private const int MaxRounds = 4;

    private readonly HashSet<ISymbol> _untracked;
    private readonly Stack<IOperation> _calls = new();
    private readonly List<ReturnedValues> _returns = [];
    private readonly List<List<ImmutableDictionary<ISymbol, AbstractValue>>> _exits = [];
    private readonly HashSet<IOperation> _entered = [];
    private readonly Stack<AbstractValue?> _accessed = new();

    // Null where no execution comes.
    private ImmutableDictionary<ISymbol, AbstractValue>? _state = ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);

    private protected MethodWalk(IOperation root) => _untracked = new HashSet<ISymbol>(UntrackedLocals.FindIn(root), SymbolEqualityComparer.Default);

    /// <summary>Whether the operation that is visited stands in the method that is looked at, not in a helper.</summary>
    protected bool IsHere => _calls.Count == 0;

    /// <summary>Whether execution comes here.</summary>
    protected bool IsReached => _state is not null;

    /// <summary>Whether a helper more can be entered.</summary>
    protected bool CanEnter => _calls.Count < MaxDepth;

    /// <summary>What is known of each local; nothing where no execution comes.</summary>
    protected IEnumerable<KeyValuePair<ISymbol, AbstractValue>> State => _state ?? Enumerable.Empty<KeyValuePair<ISymbol, AbstractValue>>();

    /// <summary>Visits a body, and its local functions for themselves: they may be called at any time.</summary>
    protected void VisitAll(IOperation body)
    {
        Visit(body);
        foreach (var local in body.Descendants().OfType<ILocalFunctionOperation>())
            Alone(local);
    }

    /// <summary>Whether nobody can follow a local: functions that run at any time set it.</summary>
    protected bool IsWild(ISymbol symbol) => _untracked.Contains(symbol);

    /// <summary>What stands in a helper has its place in the method that calls it.</summary>
    protected IOperation Here(IOperation operation) => _calls.Count > 0 ? _calls.Last() : operation;

    /// <summary>What is known of a variable.</summary>
    protected AbstractValue? Known(ISymbol symbol) => _state is not null && _state.TryGetValue(symbol, out var fact) ? fact : null;

    /// <summary>A variable has a value from now on.</summary>
    protected void Learn(ISymbol symbol, AbstractValue? fact)
    {
        if (_state is not null)
            _state = fact is null || _untracked.Contains(symbol) ? _state.Remove(symbol) : _state.SetItem(symbol, fact);
    }

    // Nothing is known when it begins.
    private void Alone(ILocalFunctionOperation local)
    {
        _state = ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);
        Begin(local.Symbol);
        _returns.Add(new ReturnedValues());
        Visit(local.Body);
        _returns.RemoveAt(_returns.Count - 1);
    }

    private static ImmutableDictionary<ISymbol, AbstractValue>? Join(
        ImmutableDictionary<ISymbol, AbstractValue>? a, ImmutableDictionary<ISymbol, AbstractValue>? b)
    {
        if (a is null || b is null || ReferenceEquals(a, b))
            return a ?? b;
        var met = a;
        foreach (var pair in a)
        {
            var joined = b.TryGetValue(pair.Key, out var other) ? AbstractValue.Join(pair.Value, other) : null;
            met = joined is null ? met.Remove(pair.Key) : met.SetItem(pair.Key, joined);
        }

        return met;
    }

    private static bool AreSame(ImmutableDictionary<ISymbol, AbstractValue>? a, ImmutableDictionary<ISymbol, AbstractValue>? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null && a.Count == b.Count
            && a.All(pair => b.TryGetValue(pair.Key, out var other) && pair.Value.Equals(other)));

    /// <summary>What the calls of one function have returned.</summary>
    private sealed class ReturnedValues
    {
        private bool _any;

        public AbstractValue? AbstractValue { get; private set; }

        public void Add(AbstractValue? fact)
        {
            AbstractValue = _any ? LossDsl.Analyzers.Tensors.Flow.AbstractValue.Join(AbstractValue, fact) : fact;
            _any = true;
        }
    }
}
