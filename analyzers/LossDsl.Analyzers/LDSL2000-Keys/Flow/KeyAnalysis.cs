using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Follows the batches of one method to find calls that bind a batch with missing keys.</summary>
/// <param name="Tree">The method.</param>
/// <param name="DataDicts">The data dicts of the compilation.</param>
/// <param name="Bodies">The bodies of functions that the method may call.</param>
/// <param name="Cancellation">Cancels the analysis.</param>
internal sealed record KeyAnalysis(IOperation Tree, DataDictKeys.Reader DataDicts, FunctionBodyCache Bodies, CancellationToken Cancellation)
{
    private readonly Dictionary<(SyntaxNode Creation, SyntaxNode Bind), BoundBatch> _bound = [];

    public KnownSymbols KnownSymbols => DataDicts.KnownSymbols;

    /// <summary>The semantic model of the method's syntax tree.</summary>
    public SemanticModel Model { get; } = Tree.SemanticModel!;

    /// <summary>The batches that are bound in the method and the functions it calls, with their keys.</summary>
    /// <param name="graph">The control flow graph of the method.</param>
    /// <param name="method">The method; null for an initializer.</param>
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

    public bool IsHere(SyntaxNode node) => node.SyntaxTree == Tree.Syntax.SyntaxTree && Tree.Syntax.Span.Contains(node.Span);

    /// <summary>Records a call that binds a batch.</summary>
    public void Record(BoundBatch bound)
    {
        var key = (bound.Creation, bound.Place);
        _bound[key] = _bound.TryGetValue(key, out var other) && other.DataDict == bound.DataDict ? bound with { Keys = Fewer(bound, other) } : bound;
    }

    // A function with several callers is interpreted for each of them. The call with the most missing keys is reported.
    private static BatchKeys Fewer(BoundBatch one, BoundBatch other) => one.GetMissingFields().Count >= other.GetMissingFields().Count ? one.Keys : other.Keys;

    private static IEnumerable<IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph) => graph.Blocks
        .SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
        .SelectMany(operation => operation.DescendantsAndSelf())
        .OfType<IFlowAnonymousFunctionOperation>();
}
