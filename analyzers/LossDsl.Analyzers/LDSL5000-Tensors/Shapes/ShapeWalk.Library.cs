using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>LossDsl's own methods.</content>
internal sealed partial class ShapeWalk
{
    private AbstractValue? OfLibrary(IInvocationOperation call, AbstractValue? instance, IReadOnlyList<AbstractValue?> arguments)
    {
        var (owner, first) = (call.TargetMethod.ContainingType, arguments.Count > 0 ? arguments[0] : null);
        Operand Given(int place) => place < arguments.Count ? new Operand(call.Arguments[place].Value, arguments[place]) : default;
        switch (call.TargetMethod.Name)
        {
            case "To" or "Detach":
                return (instance ?? first) as BatchValue;
            case "Bind":
                return instance as BatchValue ?? first as BatchValue;
            case "Microbatches" or "MicrobatchesByTokens" or "Chunk":
                return new SequenceValue(null);
            case "Compute" when call.IsLossResult(KnownSymbols):
                return LossNumberValue.Instance;
            case "Mean" when owner.Name == "Masked":
                return MaskedMean(call, Given(0), Given(1), arguments);
            case "Fill" when owner.Name == "Masked":
                return Entrywise(call, "masked_fill", Given(0), Given(1));
            case "Create" when owner.Name == "TokenMasks":
                return Masks(call, Given(0), Given(1));
            case "Apply" when instance is TensorMasksValue masks:
                return Entrywise(call, "masked_fill", Given(0), new Operand(call.Instance!, new TensorValue(masks.Tokens, ElementClass.Bool, new Origin("TokenMasks.Absent")))) is { } kept
                    ? kept with { Class = ElementClass.Float }
                    : null;
            case "Logprobs" when IsOutput(owner):
                return Logprobs(call, Given(0), Given(1));
            case "LogprobsAndEntropies" when IsOutput(owner):
                Logprobs(call, Given(0), Given(1));
                return null;
            case "ToLogits" when IsOutput(owner):
                return Output(call, "B", "S", "V");
            case "GetRewards" when IsOutput(owner):
                return Output(call, "B");
            default:
                return instance is BatchValue ? OfEntries(call, instance, arguments) : Unknown(call);
        }
    }

    private AbstractValue? OfEntries(IInvocationOperation call, AbstractValue? batch, IReadOnlyList<AbstractValue?> arguments)
    {
        switch (call.TargetMethod.Name)
        {
            case "GetTensor":
                return Entry(call, batch) ?? Unknown(call);
            case "TryGetValue" when call.Arguments is [_, { Value: var target }]:
                Assign(target, Entry(call, batch));
                return null;
            case "Add" when arguments.Count == 2:
                Stored(Keys.BatchAccess.FromOperation(call), arguments[1], call.Parent);
                return null;
            default:
                return Unknown(call);
        }
    }

    private static bool IsOutput(INamedTypeSymbol type) => type.GetBaseTypesAndThis().Any(part => part.Name == "ModelOutput");

    private TensorValue? MaskedMean(IInvocationOperation call, Operand values, Operand mask, IReadOnlyList<AbstractValue?> arguments)
    {
        var same = Broadcasting.Same(values.Tensor.Shape, mask.Tensor.Shape);
        if (same.Error is { } error)
        {
            Mismatch(call, error, values, mask, "the mask must have the shape of the values");
            return TensorValue.Unknown;
        }

        var dim = call.Arguments.Select((argument, i) => (argument, i)).FirstOrDefault(pair => pair.argument.Parameter?.Name == "dim");
        var isWhole = dim.argument is null || arguments[dim.i] is null or ZeroValue && dim.argument.ArgumentKind == ArgumentKind.DefaultValue || arguments[dim.i] is ZeroValue;
        var reduced = same.Then(shape => Reductions.Reduce(shape, isWhole ? [] : [(arguments[dim.i] as LengthValue)?.Value.Constant], keepsDimensions: false));
        if (reduced.Error is { } beyond)
            Report(call, beyond, $"{values.Words}: {beyond.Reason}");
        return Made(call, reduced.Shape, values.Class == ElementClass.Float ? ElementClass.Float : ElementClass.Unknown);
    }

    private TensorMasksValue Masks(IInvocationOperation call, Operand tokens, Operand samples)
    {
        if (samples.Tensor.Shape is { Rank: not 1 } shape)
            Say(ShapeRules.DimensionsMustExist, Place(call, samples), $"{samples.Words}: a sample mask has one entry for each row, and {Broadcasting.Count(1)}, not {shape.Rank}");
        else if (Broadcasting.Broadcast(tokens.Tensor.Shape, samples.Tensor.Shape?.Insert(1, Dimension.One)).Error is { } error)
            Mismatch(call, error, tokens, samples, "a sample mask has one entry for each row");
        return new TensorMasksValue(tokens.Tensor.Shape, samples.Tensor.Shape);
    }

    private TensorValue Logprobs(IInvocationOperation call, Operand ids, Operand absent)
    {
        if (ids.Class is ElementClass.Float or ElementClass.Bool)
            Say(ShapeRules.ElementTypesMustFit, Place(call, ids), $"{Spelling.Of(ids.Operation)} is {ids.Class.ToDisplayString()}{Spelling.From(ids.Tensor.Origin, "")}, but ids are integers");
        if (Broadcasting.Same(ids.Tensor.Shape, absent.Tensor.Shape).Error is { } error)
            Mismatch(call, error, ids, absent, "what is absent is said for each id");
        return Made(call, ids.Tensor.Shape, ElementClass.Float);
    }

    // In a formula, the model's output has the dimensions of the formula's batch, as far as the data dict declares their names.
    private TensorValue Output(IInvocationOperation call, params string[] names)
    {
        var batches = (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) as IMethodSymbol)?.Parameters
            .Where(parameter => _shapes.DataDict(parameter.Type) is not null).ToList();
        if (batches is not [var batch] || !IsHere || Known(batch) is not null)
            return new TensorValue(new Shape([.. names.Select(_ => (Dimension?)null)]), ElementClass.Float);
        var declared = _shapes.In(_shapes.DataDict(batch.Type)!).SelectMany(shape => shape.Dimensions).Select(dimension => dimension.Name).ToList();
        return Made(
            call,
            new Shape([.. names.Select(name => name == "V" || declared.Contains(name) ? Dimension.FromSymbol(new DimensionSymbol(new BatchValue(batch), name)) : null)]),
            ElementClass.Float);
    }
}
