using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Follows batches, counts, losses and tensors per token through a method.</summary>
internal sealed partial class FlowWalk : MethodWalk
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<IAnonymousFunctionOperation, IOperation> _iterating = [];
    private readonly Dictionary<IOperation, TokenFact> _tokens = [];
    private readonly Judge _judge;

    private FlowWalk(IOperation root, Vocabulary vocabulary, DeclaredTokens tokens)
        : base(root)
    {
        _vocabulary = vocabulary;
        _judge = new Judge(root, vocabulary, tokens);
    }

    /// <summary>What is wrong in a body.</summary>
    public static ImmutableArray<Diagnostic> Through(IOperation body, Vocabulary vocabulary, DeclaredTokens tokens)
    {
        if (IsTangled(body))
            return [];
        var walk = new FlowWalk(body, vocabulary, tokens);
        walk.VisitAll(body);
        return walk._judge.Verdict();
    }
}
