using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// A forward data-flow analysis on the operation tree: visits a method in execution order and tracks what is known about each
/// local. States are joined where paths meet, loops are repeated until a fixed point, and called methods of the project are
/// entered.
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

    // Null if the current point is unreachable.
    private ImmutableDictionary<ISymbol, AbstractValue>? _state = ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);

    private protected MethodWalk(IOperation root) => _untracked = new HashSet<ISymbol>(UntrackedLocals.FindIn(root), SymbolEqualityComparer.Default);

    /// <summary>Whether the visited operation is in the analyzed method, not in a called one.</summary>
    protected bool IsHere => _calls.Count == 0;

    /// <summary>Whether the current point is reachable.</summary>
    protected bool IsReached => _state is not null;

    /// <summary>Whether the maximum call depth is not reached.</summary>
    protected bool CanEnter => _calls.Count < MaxDepth;

    /// <summary>The known values of locals; empty at an unreachable point.</summary>
    protected IEnumerable<KeyValuePair<ISymbol, AbstractValue>> State => _state ?? Enumerable.Empty<KeyValuePair<ISymbol, AbstractValue>>();

    /// <summary>Visits a body, and each of its local functions separately, since they may be called at any time.</summary>
    protected void VisitAll(IOperation body)
    {
        Visit(body);
        foreach (var local in body.Descendants().OfType<ILocalFunctionOperation>())
            Alone(local);
    }

    /// <summary>Whether a local is not tracked, because functions that may run at any time assign it.</summary>
    protected bool IsWild(ISymbol symbol) => _untracked.Contains(symbol);

    /// <summary>The location of an operation in the analyzed method: for an operation in a called method, the call.</summary>
    protected IOperation Here(IOperation operation) => _calls.Count > 0 ? _calls.Last() : operation;

    /// <summary>The known value of a variable; null if unknown.</summary>
    protected AbstractValue? Known(ISymbol symbol) => _state is not null && _state.TryGetValue(symbol, out var fact) ? fact : null;

    /// <summary>Sets the known value of a variable.</summary>
    protected void Learn(ISymbol symbol, AbstractValue? fact)
    {
        if (_state is not null)
            _state = fact is null || _untracked.Contains(symbol) ? _state.Remove(symbol) : _state.SetItem(symbol, fact);
    }

    // Visits a local function without knowledge about its captured variables.
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

    /// <summary>The join of the values that a function returns.</summary>
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
