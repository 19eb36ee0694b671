using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The body of a function, as operation tree and as control flow graph.</summary>
/// <param name="Graph">The control flow graph. Its operations have the same syntax as those of the tree.</param>
/// <param name="Tree">The operation tree of the method, with all its lambdas and local functions.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Shared">The variables that functions of the tree capture.</param>
internal sealed record FunctionBody(
    ControlFlowGraph Graph, IOperation Tree, ImmutableArray<IParameterSymbol> Parameters, CapturedVariables Shared)
{
    /// <summary>Whether the code around a call expects it to fail.</summary>
    public bool ExpectsFailure(SyntaxNode call) =>
        Tree.DescendantsAndSelf().FirstOrDefault(operation => operation.Syntax == call && !operation.IsImplicit) is { } found
        && ExpectedFailure.Surrounds(found);

    /// <summary>The body of a local function or lambda of this function.</summary>
    public FunctionBody Nested(ControlFlowGraph graph, IMethodSymbol function) => this with { Graph = graph, Parameters = function.Parameters };
}
