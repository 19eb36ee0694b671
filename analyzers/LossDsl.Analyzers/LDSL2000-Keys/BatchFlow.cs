using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>Follows a batch that a local holds through a method, to find the keys that it may have where it is bound.</summary>
/// <remarks>
/// Uses are told apart in the tree of operations, which has the shape of the source; their order comes from the graph of
/// control flow, where the same references stand with the same syntax.
/// </remarks>
/// <param name="holder">What makes the local hold the batch: a declarator or an assignment.</param>
/// <param name="local">The local.</param>
/// <param name="vocabulary">The vocabulary.</param>
internal sealed class BatchFlow(IOperation holder, ILocalSymbol local, Vocabulary vocabulary)
{
    private readonly Dictionary<SyntaxNode, (BatchUse Use, string? Key)> _uses = [];
    private readonly HashSet<SyntaxNode> _binds = [];
    private readonly HashSet<SyntaxNode> _assignments = [];

    /// <summary>The keys that the batch may have at each place where it is bound; none where it is out of sight.</summary>
    /// <param name="initial">The keys that it is made with.</param>
    /// <param name="graph">The control flow of the method.</param>
    public IEnumerable<BatchKeys> WhereBound(BatchKeys initial, Func<ControlFlowGraph> graph)
    {
        var isOrdered = Function(holder) is null;
        foreach (var mention in local.Mentions(holder))
        {
            if (mention.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, mention) && !assignment.IsRef)
            {
                _assignments.Add(assignment.Syntax);
                isOrdered &= ReferenceEquals(Function(mention), Function(holder)) && !IsInHandledTry(mention);
                continue;
            }

            var use = Use(mention);
            if (!ReferenceEquals(Function(mention), Function(holder)))
            {
                // A closure runs at any time: it may read, but what it adds could be there from the start.
                if (use.Use is not (BatchUse.Reads or BatchUse.Binds))
                    return [];
                continue;
            }

            _uses[mention.Syntax] = use;
            if (use.Use == BatchUse.Binds && !ExpectedFailure.Surrounds(mention))
                _binds.Add(mention.Syntax);
            isOrdered &= !IsInHandledTry(mention);
        }

        return _binds.Count == 0 ? [] : isOrdered ? Ordered(initial, graph()) : Unordered(initial);
    }

    // Exceptions leave their blocks anywhere: then every key that is added at all may be there.
    private IEnumerable<BatchKeys> Unordered(BatchKeys initial)
    {
        if (_assignments.Any(other => other != holder.Syntax))
            return [];
        var keys = initial;
        foreach (var (use, key) in _uses.Values)
            keys = use is BatchUse.Unknown or BatchUse.Adds ? keys.After(use, key) : keys;
        return [keys];
    }

    private IEnumerable<BatchKeys> Ordered(BatchKeys initial, ControlFlowGraph graph)
    {
        var before = new BatchKeys?[graph.Blocks.Length];
        var found = new Dictionary<SyntaxNode, BatchKeys>();
        var work = new Queue<BasicBlock>(graph.Blocks);
        while (work.Count > 0)
        {
            var block = work.Dequeue();
            var keys = before[block.Ordinal];
            foreach (var operation in block.Operations)
                keys = After(operation, keys, initial, found);
            if (block.BranchValue is { } value)
                keys = After(value, keys, initial, found);
            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next is null || BatchKeys.Union(before[next.Ordinal], keys) is not { } union || union.Equals(before[next.Ordinal]))
                    continue;
                before[next.Ordinal] = union;
                work.Enqueue(next);
            }
        }

        return found.Values;
    }

    private BatchKeys? After(IOperation operation, BatchKeys? keys, BatchKeys initial, Dictionary<SyntaxNode, BatchKeys> found)
    {
        foreach (var child in operation.ChildOperations)
            keys = After(child, keys, initial, found);

        // From here on the local holds this batch, or another one.
        if (operation is ISimpleAssignmentOperation && operation.Syntax == holder.Syntax)
            return initial;
        if (operation is ISimpleAssignmentOperation && _assignments.Contains(operation.Syntax))
            return null;
        if (keys is null || operation is not ILocalReferenceOperation || !_uses.TryGetValue(operation.Syntax, out var use))
            return keys;
        if (_binds.Contains(operation.Syntax))
            found[operation.Syntax] = keys;
        return keys.After(use.Use, use.Key);
    }

    // A call that is handed the batch twice may add to it before it binds it.
    private (BatchUse Use, string? Key) Use(ILocalReferenceOperation mention)
    {
        var use = BatchUses.Of(mention, vocabulary);
        return use.Use == BatchUse.Binds && Call(mention)?.Descendants().OfType<ILocalReferenceOperation>()
            .Count(other => other.Local.Is(local)) > 1
                ? (BatchUse.Unknown, null)
                : use;
    }

    private static IOperation? Call(IOperation operation) =>
        operation is null or IInvocationOperation ? operation : operation.Parent is { } parent ? Call(parent) : null;

    private static IOperation? Function(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            outer = outer.Parent;
        return outer;
    }

    private bool IsInHandledTry(IOperation mention)
    {
        for (var (inner, outer) = (mention, mention.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is ITryOperation attempt
                && !attempt.Syntax.Span.Contains(holder.Syntax.Span)
                && (attempt.Catches.Length > 0 || !ReferenceEquals(attempt.Body, inner)))
            {
                return true;
            }
        }

        return false;
    }
}
