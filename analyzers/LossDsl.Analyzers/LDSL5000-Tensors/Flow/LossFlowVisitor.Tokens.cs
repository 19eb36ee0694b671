using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Tensors per token: which token each entry describes, through operations that keep or move entries.</content>
internal sealed partial class LossFlowVisitor
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

    private AbstractValue? Declared(IPropertyReferenceOperation reference, AbstractValue? instance)
    {
        var property = reference.Property;
        if (instance is NextTokenViewValue view)
            return _findings.Tokens.FindByName(property.ContainingType.ContainingType, property.Name)?.ReadViewFrom(view.Batch);
        if (instance is not BatchValue batch)
            return null;
        return property.Name == "NextToken" ? new NextTokenViewValue(batch) : _findings.Tokens.FindByProperty(property)?.ReadFrom(batch);
    }

    // batch["x"], batch.GetTensor("x"), and the out argument of TryGetValue.
    private AbstractValue? Entry(IOperation access, AbstractValue? batch) =>
        batch is BatchValue known && Keys.BatchAccess.FromOperation(access) is { Value: null, ConstantKey: { } key } entry
        && _findings.Tokens.FindByKey(entry.Batch.Type, key) is { } declared
            ? declared.ReadFrom(known, $"'{key}' of {declared.Type}")
            : null;

    private AbstractValue? OfKeys(IInvocationOperation call, AbstractValue? receiver)
    {
        if (call.TargetMethod.Name == "TryGetValue" && call.Arguments is [_, { Value: var target }])
            Assign(target, Entry(call, receiver));
        return null;
    }

    private AbstractValue? OfTokens(IInvocationOperation call, AbstractValue? receiver, IReadOnlyList<AbstractValue?> arguments)
    {
        var name = call.TargetMethod.Name;
        if (receiver is BatchValue)
            return name switch
            {
                "GetTensor" => Entry(call, receiver),
                "Add" => Added(call, arguments),
                _ => OfKeys(call, receiver),
            };
        switch (name)
        {
            case "Logprobs" when IsOutput(call.Instance?.Type) && arguments is [var ids, var absent, ..]:
                var asked = Asked(call, 0, ids);
                Asked(call, 1, absent);
                return asked is null ? null : asked with { Name = "the log-probabilities", Missing = 1, Offset = 1, IsComputed = true, IsPrediction = true };
            case "LogprobsAndEntropies" when IsOutput(call.Instance?.Type) && arguments is [var ids, var absent, ..]:
                Asked(call, 0, ids);
                Asked(call, 1, absent);
                return null;
            case "Create" when call.TargetMethod.ContainingType.Name == "TokenMasks":
                return arguments is [TokenTensorValue tokens, ..] ? new TokenMasksValue(tokens) : null;
            case "Apply" when receiver is TokenMasksValue masks && arguments is [TokenTensorValue kept]:
                Line(masks.Mask with { IsPrediction = true }, kept, call.Arguments[0].Value);
                return masks.Mask.AsComputed();
            case "Fill" when call.TargetMethod.ContainingType.Name == "Masked":
                return Lined(call, arguments, 0, 1) ?? arguments[0];
            case "sum" when receiver is SampleMaskValue sampled && IsOfAll(call):
                return new CountsValue(sampled.Batch, Here(call), call.Instance ?? call);
            case "sum" when receiver is TokenTensorValue { Property: "TokenMask" } counted && IsOfAll(call):
                return new CountsValue(counted.Batch, Here(call), call.Instance ?? call);
            default:
                return receiver switch
                {
                    SampleMaskValue when Copies.Contains(name) => receiver,
                    TokenTensorValue same when Copies.Contains(name) => same,
                    TokenTensorValue same when Elementwise.Contains(name) => Lined(call, [same, .. arguments], 0, 1) ?? same.AsComputed(),
                    TokenTensorValue moved => TokenSlicing.Apply(call, moved),
                    null when arguments.Count > 0 && arguments[0] is TokenTensorValue given && call.Instance is null => TokenSlicing.Apply(call, given),
                    _ => null,
                };
        }
    }

    private bool IsOutput(ITypeSymbol? type)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            if (part.Name == "ModelOutput" && part.ContainingAssembly.Is(_symbols.Library))
                return true;
        }

        return false;
    }

    // An argument that selects log-probabilities of a model's output must be aligned with the next-token predictions.
    private TokenTensorValue? Asked(IInvocationOperation call, int place, AbstractValue? fact)
    {
        if (fact is not TokenTensorValue tokens)
            return null;
        if (tokens is not { Offset: 1, Missing: 1 or null })
            _findings.ReportMisaligned(call.Arguments[place].Value, tokens, IsHere);
        return tokens;
    }

    private TokenTensorValue? Lined(IInvocationOperation call, IReadOnlyList<AbstractValue?> facts, int first, int second)
    {
        var at = call.Instance is null ? 0 : 1;
        IOperation? Operand(int place) =>
            place < at ? call.Instance : place - at < call.Arguments.Length ? call.Arguments[place - at].Value : null;
        return facts.Count > second && Operand(first) is { } a && Operand(second) is { } b
            ? Line(facts[first], facts[second], a, b)
            : null;
    }

    // In an elementwise operation, a prediction must be combined with a value that describes the token it predicts.
    private TokenTensorValue? Line(AbstractValue? left, AbstractValue? right, IOperation leftOperand, IOperation rightOperand)
    {
        if (left is not TokenTensorValue a)
            return (right as TokenTensorValue)?.AsComputed();
        if (right is not TokenTensorValue b)
            return a.AsComputed();
        if (a.IsPrediction && !b.IsPrediction)
            Line(a, b, rightOperand);
        else if (b.IsPrediction && !a.IsPrediction)
            Line(b, a, leftOperand);
        return (b.IsPrediction ? b : a).AsComputed();
    }

    private void Line(TokenTensorValue prediction, TokenTensorValue other, IOperation operand)
    {
        if (prediction is { Offset: 1, Missing: 1 } && prediction.Batch.Equals(other.Batch) && prediction.Rank == other.Rank
            && !prediction.IsAlignedWith(other))
            _findings.ReportMisaligned(operand, other, IsHere);
    }
}
