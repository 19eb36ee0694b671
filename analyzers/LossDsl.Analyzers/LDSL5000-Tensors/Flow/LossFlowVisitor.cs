using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Follows batches, counts, losses and tensors per token through a method.</summary>
internal sealed partial class LossFlowVisitor : MethodWalk
{
    private readonly KnownSymbols _symbols;
    private readonly Dictionary<IAnonymousFunctionOperation, IOperation> _iterating = [];
    private readonly Dictionary<IOperation, TokenTensorValue> _tokens = [];
    private readonly LossFindings _findings;

    private LossFlowVisitor(IOperation root, KnownSymbols symbols, TokenTensorDeclarations tokens)
        : base(root)
    {
        _symbols = symbols;
        _findings = new LossFindings(root, symbols, tokens);
    }

    /// <summary>The diagnostics of a body.</summary>
    public static ImmutableArray<Diagnostic> Analyze(IOperation body, KnownSymbols symbols, TokenTensorDeclarations tokens)
    {
        if (IsTangled(body))
            return [];
        var walk = new LossFlowVisitor(body, symbols, tokens);
        walk.VisitAll(body);
        return walk._findings.GetDiagnostics();
    }
}
