using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// Goes through a method as it runs, statement by statement, and keeps for each local what is known of it. Where paths meet,
/// what both agree on is left; loops are gone through until nothing changes; helpers of the same project are entered.
/// </summary>
internal sealed partial class LossFlowVisitor
{
    private const int MaxDepth = 3;
    private const int MaxRounds = 4;

    private readonly KnownSymbols _symbols;
    private readonly HashSet<ISymbol> _untracked;
    private readonly Stack<IOperation> _calls = new();
    private readonly List<ReturnedValues> _returns = [];
    private readonly List<List<ImmutableDictionary<ISymbol, AbstractValue>>> _exits = [];
    private readonly Dictionary<IAnonymousFunctionOperation, IOperation> _iterating = [];
    private readonly Dictionary<IOperation, TokenTensorValue> _tokens = [];
    private readonly HashSet<IOperation> _entered = [];
    private readonly Stack<AbstractValue?> _accessed = new();
    private readonly LossFindings _findings;

    // Null where no execution comes.
    private ImmutableDictionary<ISymbol, AbstractValue>? _state = ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);

    private LossFlowVisitor(IOperation root, KnownSymbols symbols, TokenTensorDeclarations tokens)
    {
        _symbols = symbols;
        _untracked = new HashSet<ISymbol>(UntrackedLocals.FindIn(root), SymbolEqualityComparer.Default);
        _findings = new LossFindings(root, symbols, tokens);
    }

    /// <summary>What is wrong in a body.</summary>
    public static ImmutableArray<Diagnostic> Analyze(IOperation body, KnownSymbols symbols, TokenTensorDeclarations tokens)
    {
        if (IsTangled(body))
            return [];
        var walk = new LossFlowVisitor(body, symbols, tokens);
        walk.Visit(body);
        foreach (var local in body.Descendants().OfType<ILocalFunctionOperation>())
            walk.Alone(local);
        return walk._findings.GetDiagnostics();
    }

    // A local function may be called at any time: nothing is known when it begins.
    private void Alone(ILocalFunctionOperation local)
    {
        _state = ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);
        _returns.Add(new ReturnedValues());
        Visit(local.Body);
        _returns.RemoveAt(_returns.Count - 1);
    }

    // What stands in a helper has its place in the method that calls it.
    private IOperation Here(IOperation operation) => _calls.Count > 0 ? _calls.Last() : operation;

    private bool IsHere => _calls.Count == 0;

    private AbstractValue? Known(ISymbol symbol) => _state is not null && _state.TryGetValue(symbol, out var fact) ? fact : null;

    private void Learn(ISymbol symbol, AbstractValue? fact)
    {
        if (_state is not null)
            _state = fact is null || _untracked.Contains(symbol) ? _state.Remove(symbol) : _state.SetItem(symbol, fact);
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
