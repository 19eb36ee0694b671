using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The body of a function, as its tree of operations and as its graph of control flow.</summary>
/// <param name="Graph">The order in which it runs. Its operations stand with the same syntax as those of the tree.</param>
/// <param name="Tree">The shape of the source: the method, with all lambdas and local functions in it.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Shared">What the functions of the tree share.</param>
internal sealed record FunctionBody(
    ControlFlowGraph Graph, IOperation Tree, ImmutableArray<IParameterSymbol> Parameters, CapturedVariables Shared)
{
    /// <summary>Whether a failure of a call is what the code around it expects.</summary>
    public bool ExpectsFailure(SyntaxNode call) =>
        Tree.DescendantsAndSelf().FirstOrDefault(operation => operation.Syntax == call && !operation.IsImplicit) is { } found
        && ExpectedFailure.Surrounds(found);

    /// <summary>The body of a local function or lambda inside this one.</summary>
    public FunctionBody Nested(ControlFlowGraph graph, IMethodSymbol function) => this with { Graph = graph, Parameters = function.Parameters };
}
