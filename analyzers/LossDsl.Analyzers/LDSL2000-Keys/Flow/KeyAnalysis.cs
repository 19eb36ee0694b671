using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Follows the batches of one method, to find where one is bound that lacks a key.</summary>
/// <param name="Tree">The method.</param>
/// <param name="Contracts">The contracts.</param>
/// <param name="Bodies">The functions that it may call.</param>
/// <param name="Cancellation">Ends the search.</param>
internal sealed record KeyAnalysis(IOperation Tree, DataDictContract.Reader Contracts, FunctionBodyCache Bodies, CancellationToken Cancellation)
{
    private readonly Dictionary<(SyntaxNode Creation, SyntaxNode Bind), BoundBatch> _bound = [];

    /// <summary>The symbols.</summary>
    public KnownSymbols KnownSymbols => Contracts.KnownSymbols;

    /// <summary>The model of the file of the method.</summary>
    public SemanticModel Model { get; } = Tree.SemanticModel!;

    /// <summary>What is bound in the method and the functions that it calls, and with which keys.</summary>
    /// <param name="graph">The control flow of the method.</param>
    /// <param name="method">The method; null of an initializer.</param>
    public IReadOnlyCollection<BoundBatch> Run(ControlFlowGraph graph, IMethodSymbol? method)
    {
        var body = new FunctionBody(graph, Tree, method?.Parameters ?? [], CapturedVariables.FindIn(Tree, KnownSymbols));
        var work = new Stack<FunctionBody>([body]);
        while (work.Count > 0)
        {
            var next = work.Pop();
            _ = new AbstractInterpreter(this, next, callers: []).Run(AbstractState.Empty, [], isRecording: true);
            foreach (var function in next.Graph.LocalFunctions)
                work.Push(next.Nested(next.Graph.GetLocalFunctionControlFlowGraph(function, Cancellation), function));
            foreach (var lambda in Lambdas(next.Graph))
                work.Push(next.Nested(next.Graph.GetAnonymousFunctionControlFlowGraph(lambda, Cancellation), lambda.Symbol));
        }

        return _bound.Values;
    }

    /// <summary>Whether a node stands in the method.</summary>
    public bool IsHere(SyntaxNode node) => node.SyntaxTree == Tree.Syntax.SyntaxTree && Tree.Syntax.Span.Contains(node.Span);

    /// <summary>Notes that a batch is bound.</summary>
    public void Record(BoundBatch bound)
    {
        var key = (bound.Creation, bound.Place);
        _bound[key] = _bound.TryGetValue(key, out var other) && other.Contract == bound.Contract ? bound with { Keys = Fewer(bound, other) } : bound;
    }

    // A function that is called from several places is followed from each: that one of them binds too little is enough.
    private static BatchKeys Fewer(BoundBatch one, BoundBatch other) => one.GetMissingFields().Count >= other.GetMissingFields().Count ? one.Keys : other.Keys;

    private static IEnumerable<IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph) => graph.Blocks
        .SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
        .SelectMany(operation => operation.DescendantsAndSelf())
        .OfType<IFlowAnonymousFunctionOperation>();
}
