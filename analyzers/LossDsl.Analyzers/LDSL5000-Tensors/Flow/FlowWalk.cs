using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// Goes through a method as it runs, statement by statement, and keeps for each local what is known of it. Where paths meet,
/// what both agree on is left; loops are gone through until nothing changes; helpers of the same project are entered.
/// </summary>
internal sealed partial class FlowWalk
{
    private const int MaxDepth = 3;
    private const int MaxRounds = 4;

    private readonly Vocabulary _vocabulary;
    private readonly HashSet<ISymbol> _wild;
    private readonly Stack<IOperation> _calls = new();
    private readonly List<ReturnedFacts> _returns = [];
    private readonly List<List<ImmutableDictionary<ISymbol, Fact>>> _exits = [];
    private readonly Dictionary<IAnonymousFunctionOperation, IOperation> _iterating = [];
    private readonly Dictionary<IOperation, TokenFact> _tokens = [];
    private readonly HashSet<IOperation> _entered = [];
    private readonly Stack<Fact?> _accessed = new();
    private readonly Judge _judge;

    // Null where no execution comes.
    private ImmutableDictionary<ISymbol, Fact>? _state = ImmutableDictionary.Create<ISymbol, Fact>(SymbolEqualityComparer.Default);

    private FlowWalk(IOperation root, Vocabulary vocabulary, DeclaredTokens tokens)
    {
        _vocabulary = vocabulary;
        _wild = new HashSet<ISymbol>(WildLocals.In(root), SymbolEqualityComparer.Default);
        _judge = new Judge(root, vocabulary, tokens);
    }

    /// <summary>What is wrong in a body.</summary>
    public static ImmutableArray<Diagnostic> Through(IOperation body, Vocabulary vocabulary, DeclaredTokens tokens)
    {
        if (IsTangled(body))
            return [];
        var walk = new FlowWalk(body, vocabulary, tokens);
        walk.Visit(body);
        foreach (var local in body.Descendants().OfType<ILocalFunctionOperation>())
            walk.Alone(local);
        return walk._judge.Verdict();
    }

    // A local function may be called at any time: nothing is known when it begins.
    private void Alone(ILocalFunctionOperation local)
    {
        _state = ImmutableDictionary.Create<ISymbol, Fact>(SymbolEqualityComparer.Default);
        _returns.Add(new ReturnedFacts());
        Visit(local.Body);
        _returns.RemoveAt(_returns.Count - 1);
    }

    // What stands in a helper has its place in the method that calls it.
    private IOperation Here(IOperation operation) => _calls.Count > 0 ? _calls.Last() : operation;

    private bool IsHere => _calls.Count == 0;

    private Fact? Known(ISymbol symbol) => _state is not null && _state.TryGetValue(symbol, out var fact) ? fact : null;

    private void Learn(ISymbol symbol, Fact? fact)
    {
        if (_state is not null)
            _state = fact is null || _wild.Contains(symbol) ? _state.Remove(symbol) : _state.SetItem(symbol, fact);
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
