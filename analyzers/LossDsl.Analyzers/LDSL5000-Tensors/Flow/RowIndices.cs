using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Decides from row indices whether they select all rows.</summary>
internal static class RowIndices
{
    private static readonly HashSet<string> Filters = ["nonzero", "argwhere", "masked_select", "topk", "Where", "Take", "Skip", "TakeWhile", "SkipWhile"];
    private static readonly HashSet<string> Orders = ["randperm", "argsort", "sort", "Shuffle"];

    /// <summary>How the selected rows relate to all rows; null if unknown.</summary>
    public static RowRelation? GetRelation(IOperation indices)
    {
        var parts = Parts(indices.WalkDownConversion(), 3).ToList();
        var calls = parts.OfType<IInvocationOperation>().Select(call => call.TargetMethod.Name).ToList();
        if (calls.Any(Filters.Contains) || parts.Any(IsFilteredList))
            return RowRelation.Fewer;
        if (calls.Any(Orders.Contains))
            return RowRelation.Same;
        return Constants(indices) is [_, ..] rows && rows.Zip(rows.Skip(1), (a, b) => a < b).All(rises => rises) ? RowRelation.Fewer : null;
    }

    // The operations of an expression, and of the initializers of the locals in it.
    private static IEnumerable<IOperation> Parts(IOperation operation, int depth)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            yield return part;
            if (depth > 0 && part is ILocalReferenceOperation local && local.GetOnlyValue() is { } value)
            {
                foreach (var inner in Parts(value, depth - 1))
                    yield return inner;
            }
        }
    }

    // A list of indices that is filled under a condition: if (...) keep.Add(i).
    private static bool IsFilteredList(IOperation part) => part is ILocalReferenceOperation { Local: var list } local
        && list.Type is { Name: "List" }
        && list.GetReferences(local).Any(mention => mention.Parent is IInvocationOperation { TargetMethod.Name: "Add" } added && IsConditional(added));

    private static bool IsConditional(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not (null or ILoopOperation or IAnonymousFunctionOperation); outer = outer.Parent)
        {
            if (outer is IConditionalOperation)
                return true;
        }

        return false;
    }

    private static List<long>? Constants(IOperation indices)
    {
        var elements = indices.WalkDownConversion() switch
        {
            ICollectionExpressionOperation collection => collection.Elements.AsEnumerable(),
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.AsEnumerable(),
            _ => null,
        };
        var rows = elements?.Select(element => element.WalkDownConversion().ConstantValue.Value).Select(value => value as long? ?? value as int?).ToList();
        return rows is null || rows.Contains(null) ? null : [.. rows.Select(row => row!.Value)];
    }
}
