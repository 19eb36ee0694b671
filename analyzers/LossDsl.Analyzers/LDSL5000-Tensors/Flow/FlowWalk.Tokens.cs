using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Tensors per token: which token each entry describes, through all that keeps or moves entries.</content>
internal sealed partial class FlowWalk
{
    private static readonly HashSet<string> Copies =
    [
        "to", "cpu", "cuda", "clone", "detach", "contiguous", "alias", "float", "double", "half", "bfloat16", "type", "to_type", "bool", "int", "long",
        "requires_grad_", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "pin_memory", "detach_",
    ];

    private static readonly HashSet<string> Elementwise =
    [
        "exp", "log", "abs", "neg", "clamp", "clamp_min", "clamp_max", "masked_fill", "logical_not", "logical_and", "logical_or", "eq", "ne", "gt", "lt",
        "ge", "le", "mul", "add", "sub", "div", "sigmoid", "where", "square", "sqrt", "pow", "nan_to_num", "minimum", "maximum", "expm1", "log1p",
    ];

    private Fact? Declared(IPropertyReferenceOperation reference, Fact? instance)
    {
        var property = reference.Property;
        if (instance is ViewFact view)
            return _judge.Tokens.Named(property.ContainingType.ContainingType, property.Name)?.ViewIn(view.Batch);
        if (instance is not BatchFact batch)
            return null;
        return property.Name == "NextToken" ? new ViewFact(batch) : _judge.Tokens.Of(property)?.In(batch);
    }

    // batch["x"], batch.Tensor("x"), and what TryGetValue puts out.
    private Fact? Entry(IOperation access, Fact? batch) =>
        batch is BatchFact known && Keys.BatchAccess.Of(access) is { Value: null, ConstantKey: { } key } entry
        && _judge.Tokens.Under(entry.Batch.Type, key) is { } declared
            ? declared.In(known, $"'{key}' of {declared.Type}")
            : null;

    private Fact? OfKeys(IInvocationOperation call, Fact? receiver)
    {
        if (call.TargetMethod.Name == "TryGetValue" && call.Arguments is [_, { Value: var target }])
            Assign(target, Entry(call, receiver));
        return null;
    }

    private Fact? OfTokens(IInvocationOperation call, Fact? receiver, IReadOnlyList<Fact?> arguments)
    {
        var name = call.TargetMethod.Name;
        if (receiver is BatchFact)
            return name switch
            {
                "Tensor" => Entry(call, receiver),
                "Add" => Added(call, arguments),
                _ => OfKeys(call, receiver),
            };
        switch (name)
        {
            case "Logprobs" when IsOutput(call.Instance?.Type) && arguments is [var ids, var absent, ..]:
                var asked = Asked(call, 0, ids);
                Asked(call, 1, absent);
                return asked is null ? null : asked with { Name = "the log-probabilities", Missing = 1, Offset = 1, IsComputed = true, IsPrediction = true };
            case "Of" when call.TargetMethod.ContainingType.Name == "TokenMasks":
                return arguments is [TokenFact tokens, ..] ? new MasksFact(tokens) : null;
            case "Keep" when receiver is MasksFact masks && arguments is [TokenFact kept]:
                Line(masks.Mask with { IsPrediction = true }, kept, call.Arguments[0].Value);
                return masks.Mask.Computed();
            case "Fill" when call.TargetMethod.ContainingType.Name == "Masked":
                return Lined(call, arguments, 0, 1) ?? arguments[0];
            case "sum" when receiver is MaskFact sampled && IsOfAll(call):
                return new CountsFact(sampled.Batch, Here(call), call.Instance ?? call);
            case "sum" when receiver is TokenFact { Property: "TokenMask" } counted && IsOfAll(call):
                return new CountsFact(counted.Batch, Here(call), call.Instance ?? call);
            default:
                return receiver switch
                {
                    MaskFact when Copies.Contains(name) => receiver,
                    TokenFact same when Copies.Contains(name) => same,
                    TokenFact same when Elementwise.Contains(name) => Lined(call, [same, .. arguments], 0, 1) ?? same.Computed(),
                    TokenFact moved => Cut.By(call, moved),
                    null when arguments.Count > 0 && arguments[0] is TokenFact given && call.Instance is null => Cut.By(call, given),
                    _ => null,
                };
        }
    }

    private bool IsOutput(ITypeSymbol? type)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            if (part.Name == "ModelOutput" && part.ContainingAssembly.Is(_vocabulary.Library))
                return true;
        }

        return false;
    }

    // What a model's output is asked for is lined up with the predictions.
    private TokenFact? Asked(IInvocationOperation call, int place, Fact? fact)
    {
        if (fact is not TokenFact tokens)
            return null;
        if (tokens is not { Offset: 1, Missing: 1 or null })
            _judge.IsOutOfLine(call.Arguments[place].Value, tokens, IsHere);
        return tokens;
    }

    private TokenFact? Lined(IInvocationOperation call, IReadOnlyList<Fact?> facts, int first, int second)
    {
        var at = call.Instance is null ? 0 : 1;
        IOperation? Operand(int place) =>
            place < at ? call.Instance : place - at < call.Arguments.Length ? call.Arguments[place - at].Value : null;
        return facts.Count > second && Operand(first) is { } a && Operand(second) is { } b
            ? Line(facts[first], facts[second], a, b)
            : null;
    }

    // Entry by entry: next to a prediction belongs what describes the token that it predicts.
    private TokenFact? Line(Fact? left, Fact? right, IOperation leftOperand, IOperation rightOperand)
    {
        if (left is not TokenFact a)
            return (right as TokenFact)?.Computed();
        if (right is not TokenFact b)
            return a.Computed();
        if (a.IsPrediction && !b.IsPrediction)
            Line(a, b, rightOperand);
        else if (b.IsPrediction && !a.IsPrediction)
            Line(b, a, leftOperand);
        return (b.IsPrediction ? b : a).Computed();
    }

    private void Line(TokenFact prediction, TokenFact other, IOperation operand)
    {
        if (prediction is { Offset: 1, Missing: 1 } && prediction.Batch.Equals(other.Batch) && prediction.Rank == other.Rank
            && !prediction.IsInLineWith(other))
            _judge.IsOutOfLine(operand, other, IsHere);
    }
}
