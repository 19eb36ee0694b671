using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Batches: their rows and their counts.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? OfLibrary(IInvocationOperation call, AbstractValue? receiver, IReadOnlyList<AbstractValue?> arguments)
    {
        var (name, first) = (call.TargetMethod.Name, arguments.Count > 0 ? arguments[0] : null);
        switch (name)
        {
            case "Microbatches" or "MicrobatchesByTokens" or "Chunk" when receiver is BatchValue batch:
                return new SequenceValue(batch.Derive(RowRelation.Part, Here(call)));
            case "Slice" when receiver is BatchValue batch:
                return Slice(call, batch);
            case "Select" when receiver is BatchValue batch && call.Arguments is [.., { Value: var rows }]:
                var relation = RowIndices.GetRelation(rows) ?? RowRelation.Part;
                return batch.Derive(relation, Here(call), PartLoop(call, relation));
            case "Repeat" when receiver is BatchValue batch:
                return batch.Derive(RowRelation.More, Here(call));
            case "To" or "Detach" or "Map" or "PadTo" or "Truncate" or "SortByLength" when receiver is BatchValue:
                return receiver;
            case "Bind":
                return receiver as BatchValue ?? first as BatchValue;
            case "FromBatch" when call.TargetMethod.ContainingType.Is(_symbols.GlobalNormalization) && call.Arguments.Length > 0:
                // With a process group, the counts are summed over all ranks.
                return first is BatchValue counted && arguments.Count == 1 ? new CountsValue(counted, Here(call), call.Arguments[0].Value) : null;
            case "Compute" when call.IsLossResult(_symbols):
                return Compute(call, arguments);
            case "Mean" when call.TargetMethod.ContainingType.Name == "Masked":
                return MaskedMean(call);
            case "Add" when call.TargetMethod.ContainingType.OriginalDefinition.Is(_symbols.MetricsAccumulator):
                return null;
            default:
                return OfTokens(call, receiver, arguments);
        }
    }

    // A slice whose bounds change with the loop takes other rows in each iteration.
    private BatchValue Slice(IInvocationOperation call, BatchValue batch)
    {
        if (PartLoop(call, RowRelation.Part) is { } loop)
            return batch.Derive(RowRelation.Part, Here(call), loop);
        var begin = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "begin")?.Value.ConstantValue;
        var isFirst = begin is { HasValue: true, Value: 0 or 0L };
        return batch.Derive(isFirst ? RowRelation.Fewer : RowRelation.Part, Here(call));
    }

    private IOperation? PartLoop(IInvocationOperation call, RowRelation relation) =>
        relation == RowRelation.Part ? Varies(call, call.Arguments.Select(argument => argument.Value)) : null;

    // new GlobalNormalization(part.SampleMask.sum(), part.NextToken.TokenMask.sum())
    private AbstractValue? ByHand(IObjectCreationOperation created, IReadOnlyList<AbstractValue?> arguments)
    {
        var counted = arguments.OfType<CountsValue>().FirstOrDefault();
        return counted is null ? null : counted with { Site = Here(created) };
    }

    private AbstractValue? With(IWithOperation copied)
    {
        var source = Visit(copied.Operand);
        Visit(copied.Initializer);
        if (source is not BatchValue batch)
            return null;
        return copied.Initializer.Initializers.Any(given => given is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target }
            && IsMask(target.Property.Name))
                ? batch.Derive(RowRelation.Remasked, Here(copied))
                : batch;
    }

    // batch["sample_mask"] = ...: from here on the counts of the batch are different, for all variables that refer to it.
    private void Replaces(IPropertyReferenceOperation target)
    {
        if (target.Property.IsIndexer && target.Instance is { } batch && Visit(batch) is BatchValue old
            && target.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: "sample_mask" or "token_mask" } }])
        {
            Becomes(old, old.Derive(RowRelation.Remasked, Here(target)));
        }
    }

    private void Becomes(BatchValue old, BatchValue changed)
    {
        foreach (var pair in State.Where(pair => pair.Value.Equals(old)).ToList())
            Learn(pair.Key, changed);
        if (old.From is null && old.Origin is ISymbol symbol)
            Learn(symbol, changed);
    }

    private static bool IsMask(string name) => name is "SampleMask" or "TokenMask";
}
