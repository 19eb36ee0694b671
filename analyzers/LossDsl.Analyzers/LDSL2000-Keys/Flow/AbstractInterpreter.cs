using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Interprets a function over sets of possible values, along all paths, until a fixed point is reached.</summary>
/// <remarks>
/// The keys of a batch are over-approximated: code that is not understood may add any key to a batch that it gets. So a key
/// that is not in the set is certainly missing.
/// </remarks>
/// <param name="analysis">The analysis of the method that is checked.</param>
/// <param name="body">The function to interpret: the method itself, or one that it calls.</param>
/// <param name="callers">The calls that lead from the method to the function, outermost first.</param>
internal sealed partial class AbstractInterpreter(KeyAnalysis analysis, FunctionBody body, ImmutableArray<(SyntaxNode Call, IMethodSymbol Function)> callers)
{
    private readonly Dictionary<CaptureId, IOperation> _places = [];
    private readonly HashSet<ISymbol> _own = new(Own(body), SymbolEqualityComparer.Default);
    private AbstractState?[] _before = [];
    private AbstractState _state = AbstractState.Empty;
    private ValueSet _returned = ValueSet.Bottom;
    private bool _isRecording;

    /// <summary>Interprets the function.</summary>
    /// <param name="entry">The state at the entry.</param>
    /// <param name="arguments">The values of the parameters; missing ones are unknown.</param>
    /// <param name="isRecording">Whether bound batches are recorded.</param>
    /// <returns>The returned value, and the state at the exit.</returns>
    public (ValueSet Returned, AbstractState State) Run(AbstractState entry, ImmutableArray<ValueSet> arguments, bool isRecording)
    {
        var blocks = body.Graph.Blocks;
        _before = new AbstractState?[blocks.Length];
        for (var i = 0; i < body.Parameters.Length; i++)
            entry = entry.With(body.Parameters[i], i < arguments.Length ? arguments[i] : ValueSet.Top);
        _before[0] = entry;

        var work = new SortedSet<int> { 0 };
        while (work.Count > 0)
        {
            analysis.Cancellation.ThrowIfCancellationRequested();
            var block = blocks[work.Min];
            work.Remove(block.Ordinal);
            Run(block, work);
        }

        // The states are complete only at the fixed point, so bound batches are recorded in a second pass.
        _isRecording = isRecording;
        foreach (var block in blocks)
        {
            if (isRecording && _before[block.Ordinal] is not null)
                Run(block, work);
        }

        // If the exit is not reachable (the function always throws or never ends), any state may be the last one.
        return (_returned, _before[blocks.Length - 1] ?? _before.OfType<AbstractState>().Aggregate((all, state) => all.Union(state)));
    }

    private void Run(BasicBlock block, SortedSet<int> work)
    {
        _state = _before[block.Ordinal]!;
        Reach(block.EnclosingRegion, work);
        foreach (var operation in block.Operations)
        {
            var before = _state;
            Evaluate(operation);
            if (!ReferenceEquals(before, _state))
                Reach(block.EnclosingRegion, work);
        }

        var value = block.BranchValue is { } given ? Evaluate(given) : ValueSet.Top;
        Reach(block.EnclosingRegion, work);
        if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return } && block.BranchValue is not null && block.ConditionalSuccessor is null)
            _returned = _returned.Union(value);
        if (block is { ConditionalSuccessor: not null, BranchValue: IIsPatternOperation test })
        {
            FollowTested(block, test, work);
        }
        else
        {
            Follow(block.ConditionalSuccessor, work);
            Follow(block.FallThroughSuccessor, work);
        }

        if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.StructuredExceptionHandling, Destination: null })
        {
            foreach (var next in GetFinallySuccessors(block.EnclosingRegion))
                Reach(next, work);
        }
    }

    private void Follow(ControlFlowBranch? branch, SortedSet<int> work)
    {
        if (branch?.Destination is not { } next)
            return;
        Reach(next.Ordinal, work);
        foreach (var region in branch.FinallyRegions)
            Reach(region.FirstBlockOrdinal, work);
    }

    // An exception can be thrown anywhere in a block, so its state reaches the handlers of all enclosing try regions. Stops at
    // the root
    // of the graph: a nested function's graph has its own block ordinals.
    private void Reach(ControlFlowRegion? region, SortedSet<int> work)
    {
        for (; region is not null && region != body.Graph.Root; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
                continue;
            foreach (var handler in region.EnclosingRegion!.NestedRegions)
            {
                if (handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
                    Reach(handler.FirstBlockOrdinal, work);
            }
        }
    }

    private void Reach(int ordinal, SortedSet<int> work)
    {
        var union = _before[ordinal] is { } before ? before.Union(_state) : _state;
        if (ReferenceEquals(union, _before[ordinal]))
            return;
        _before[ordinal] = union;
        work.Add(ordinal);
    }

    // The successors of a finally block: the destinations of all branches that run through it.
    private IEnumerable<int> GetFinallySuccessors(ControlFlowRegion? region)
    {
        while (region is not (null or { Kind: ControlFlowRegionKind.Finally }) && region != body.Graph.Root)
            region = region.EnclosingRegion;
        return region is null || region == body.Graph.Root ? [] : body.Graph.Blocks
            .SelectMany(block => new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            .Where(branch => branch?.Destination is not null && branch.FinallyRegions.Contains(region))
            .Select(branch => branch!.Destination!.Ordinal);
    }

    private static IEnumerable<ISymbol> Own(FunctionBody body)
    {
        var regions = new Stack<ControlFlowRegion>([body.Graph.Root]);
        while (regions.Count > 0)
        {
            var region = regions.Pop();
            foreach (var nested in region.NestedRegions)
                regions.Push(nested);
            foreach (var local in region.Locals)
                yield return local;
        }

        foreach (var parameter in body.Parameters)
            yield return parameter;
    }
}
