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

    private readonly HashSet<ISymbol> _wild;
    private readonly Stack<IOperation> _calls = new();
    private readonly List<ReturnedFacts> _returns = [];
    private readonly List<List<ImmutableDictionary<ISymbol, Fact>>> _exits = [];
    private readonly HashSet<IOperation> _entered = [];
    private readonly Stack<Fact?> _accessed = new();

    // Null where no execution comes.
    private ImmutableDictionary<ISymbol, Fact>? _state = ImmutableDictionary.Create<ISymbol, Fact>(SymbolEqualityComparer.Default);

    private protected MethodWalk(IOperation root) => _wild = new HashSet<ISymbol>(WildLocals.In(root), SymbolEqualityComparer.Default);

    /// <summary>Whether the operation that is visited stands in the method that is looked at, not in a helper.</summary>
    protected bool IsHere => _calls.Count == 0;

    /// <summary>Whether execution comes here.</summary>
    protected bool IsReached => _state is not null;

    /// <summary>Whether a helper more can be entered.</summary>
    protected bool CanEnter => _calls.Count < MaxDepth;

    /// <summary>What is known of each local; nothing where no execution comes.</summary>
    protected IEnumerable<KeyValuePair<ISymbol, Fact>> State => _state ?? Enumerable.Empty<KeyValuePair<ISymbol, Fact>>();

    /// <summary>Visits a body, and its local functions for themselves: they may be called at any time.</summary>
    protected void VisitAll(IOperation body)
    {
        Visit(body);
        foreach (var local in body.Descendants().OfType<ILocalFunctionOperation>())
            Alone(local);
    }

    /// <summary>Whether nobody can follow a local: functions that run at any time set it.</summary>
    protected bool IsWild(ISymbol symbol) => _wild.Contains(symbol);

    /// <summary>What stands in a helper has its place in the method that calls it.</summary>
    protected IOperation Here(IOperation operation) => _calls.Count > 0 ? _calls.Last() : operation;

    /// <summary>What is known of a variable.</summary>
    protected Fact? Known(ISymbol symbol) => _state is not null && _state.TryGetValue(symbol, out var fact) ? fact : null;

    /// <summary>A variable has a value from now on.</summary>
    protected void Learn(ISymbol symbol, Fact? fact)
    {
        if (_state is not null)
            _state = fact is null || _wild.Contains(symbol) ? _state.Remove(symbol) : _state.SetItem(symbol, fact);
    }

    // Nothing is known when it begins.
    private void Alone(ILocalFunctionOperation local)
    {
        _state = ImmutableDictionary.Create<ISymbol, Fact>(SymbolEqualityComparer.Default);
        Begin(local.Symbol);
        _returns.Add(new ReturnedFacts());
        Visit(local.Body);
        _returns.RemoveAt(_returns.Count - 1);
    }

    private static ImmutableDictionary<ISymbol, Fact>? Meet(
        ImmutableDictionary<ISymbol, Fact>? a, ImmutableDictionary<ISymbol, Fact>? b)
    {
        if (a is null || b is null || ReferenceEquals(a, b))
            return a ?? b;
        var met = a;
        foreach (var pair in a)
        {
            var joined = b.TryGetValue(pair.Key, out var other) ? Fact.Join(pair.Value, other) : null;
            met = joined is null ? met.Remove(pair.Key) : met.SetItem(pair.Key, joined);
        }

        return met;
    }

    private static bool AreSame(ImmutableDictionary<ISymbol, Fact>? a, ImmutableDictionary<ISymbol, Fact>? b) =>
        ReferenceEquals(a, b) || (a is not null && b is not null && a.Count == b.Count
            && a.All(pair => b.TryGetValue(pair.Key, out var other) && pair.Value.Equals(other)));

    /// <summary>What the calls of one function have returned.</summary>
    private sealed class ReturnedFacts
    {
        private bool _any;

        public Fact? Fact { get; private set; }

        public void Add(Fact? fact)
        {
            Fact = _any ? LossDsl.Analyzers.Tensors.Flow.Fact.Join(Fact, fact) : fact;
            _any = true;
        }
    }
}
