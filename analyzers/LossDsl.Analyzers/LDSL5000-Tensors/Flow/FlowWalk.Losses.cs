using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Losses: where they come from, what they are divided by, and where their gradient is taken.</content>
internal sealed partial class FlowWalk
{
    // These hand the loss on as it is, or changed by what nobody counts.
    private static readonly HashSet<string> KeepsLoss =
    [
        "to", "cpu", "cuda", "clone", "contiguous", "alias", "@float", "float", "double", "half", "sum", "view", "reshape", "squeeze", "unsqueeze", "neg",
        "MoveToOuterDisposeScope", "DetachFromDisposeScope", "MoveToOtherDisposeScope", "add", "add_", "mul", "mul_", "div", "div_", "sub", "sub_",
        "type", "to_type", "requires_grad_", "pow", "clamp", "clamp_min", "clamp_max", "nan_to_num",
    ];

    private ResultFact Compute(IInvocationOperation call, IReadOnlyList<Fact?> arguments)
    {
        var totals = call.Arguments.Select((argument, i) => (argument, i))
            .FirstOrDefault(pair => pair.argument.Parameter?.Type.Is(_vocabulary.GlobalNormalization) is true);
        var batch = arguments.OfType<BatchFact>().FirstOrDefault();
        var source = new LossSource(Here(call), Symbol(call.Instance), Symbol(totals.argument?.Value), batch);
        if (totals.argument is not null && arguments[totals.i] is CountsFact counts)
            _judge.Divides(new CountsUse(counts, batch, Here(call), totals.argument.Value, IsHere));
        return new ResultFact(LossFact.Of(source));
    }

    private static ISymbol? Symbol(IOperation? operation) => operation?.Unconverted() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    private Fact? OfTensors(IInvocationOperation call, Fact? receiver, IReadOnlyList<Fact?> arguments)
    {
        var (name, first) = (call.TargetMethod.Name, arguments.Count > 0 ? arguments[0] : null);
        if (name == "backward")
        {
            if ((receiver ?? first) is LossFact differentiated)
                _judge.Differentiates(differentiated, Here(call), Loop(Here(call)));
            return null;
        }

        if (name is "zeros" or "zeros_like" && receiver is null)
            return NothingFact.Instance;
        if (name == "ToScalar")
            return receiver ?? first;
        if (name is "stack" or "cat" or "concat" or "hstack" or "vstack" && first is SequenceFact { Element: LossFact several })
            return several with { IsStacked = true };
        var loss = receiver as LossFact ?? (call.Instance is null ? first as LossFact : null);
        if (loss is not null && name is "mean" or "nanmean")
            return loss is { IsStacked: true } ? (loss with { IsStacked = false }).Over(Divided(call, null)) : loss;
        if (loss is not null && name == "sum")
            return loss with { IsStacked = false };
        var operand = Operand(call);
        if (name is "div" or "div_" or "true_divide" or "true_divide_" or "divide" or "divide_" or "mul" or "mul_" or "multiply")
            GradientIsScaled(call, operand);
        if (loss is not null && KeepsLoss.Contains(name.Replace("true_divide", "div").Replace("divide", "div").Replace("multiply", "mul")))
            return InPlace(call, name, Scaled(call, loss, operand, arguments));
        MaskIsChanged(call, name);
        return OfMeans(call, receiver) ?? OfTokens(call, receiver, arguments);
    }

    // batch.SampleMask.mul_(keep)
    private void MaskIsChanged(IInvocationOperation call, string name)
    {
        if (name.EndsWith("_", StringComparison.Ordinal) && name is not ("requires_grad_" or "unsqueeze_")
            && call.Instance is IPropertyReferenceOperation { Property.Name: "SampleMask" or "TokenMask", Instance: { } owner }
            && Visit(owner) is BatchFact masked)
        {
            Becomes(masked, masked.Then(RowRelation.Remasked, Here(call)));
        }
    }

    private Fact Scaled(IInvocationOperation call, LossFact loss, IOperation? operand, IReadOnlyList<Fact?> arguments)
    {
        var name = call.TargetMethod.Name;
        var (divides, multiplies) = (name.Contains("div"), name.StartsWith("mul", StringComparison.Ordinal));
        if (divides && operand is not null && Counts.Is(operand))
            return loss.Over(Divided(call, operand));
        if (multiplies && operand is not null && (Reciprocal(operand) ?? Visit(operand) as ReciprocalFact) is { } reciprocal)
            return loss.Over(Divided(call, reciprocal.Count));
        if (name is "add" or "add_" or "sub" or "sub_" && arguments.Count > 0)
            return arguments[arguments.Count - 1] is LossFact other ? loss.With(other) : loss with { IsMixed = true };
        return loss;
    }

    // value.div_(n) changes what the local holds.
    private Fact InPlace(IInvocationOperation call, string name, Fact fact)
    {
        if (name.EndsWith("_", StringComparison.Ordinal) && call.Instance?.Unconverted() is ILocalReferenceOperation { Local: var local })
            Learn(local, fact);
        return fact;
    }

    private static IOperation? Operand(IInvocationOperation call)
    {
        var at = call.Instance is null ? 1 : 0;
        return call.Arguments.Length > at ? call.Arguments[at].Value : null;
    }

    private Division Divided(IOperation site, IOperation? count) => new(Here(site), count, IsHere);

    private Fact? Combine(IOperation operation, BinaryOperatorKind kind, IOperation leftOperand, IOperation rightOperand)
    {
        var (left, right) = (Visit(leftOperand), Visit(rightOperand));
        switch (kind)
        {
            case BinaryOperatorKind.Divide when left is LossFact loss:
                return Counts.Is(rightOperand) ? loss.Over(Divided(operation, Counts.Operand(rightOperand))) : loss;
            case BinaryOperatorKind.Multiply when (left ?? right) is LossFact loss && !(left is LossFact && right is LossFact):
                return Times(operation, loss, left is LossFact ? rightOperand : leftOperand, left is LossFact ? right : left);
            case BinaryOperatorKind.Multiply when right is LossFact loss:
                return Times(operation, loss, leftOperand, left);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when left is LossFact || right is LossFact:
                return Sum(left, right);
            case BinaryOperatorKind.Divide when Reciprocal(operation) is { } reciprocal:
                return reciprocal;
            case BinaryOperatorKind.Divide when operation is ICompoundAssignmentOperation:
                GradientIsScaled(operation, rightOperand);
                return Means(kind, left, right, operation, leftOperand, rightOperand);
            default:
                return Means(kind, left, right, operation, leftOperand, rightOperand);
        }
    }

    private LossFact Times(IOperation operation, LossFact loss, IOperation factor, Fact? known) =>
        (known as ReciprocalFact ?? Reciprocal(factor)) is { } reciprocal ? loss.Over(Divided(operation, reciprocal.Count)) : loss;

    private static Fact? Sum(Fact? left, Fact? right) => (left, right) switch
    {
        (LossFact first, LossFact second) => first.With(second),
        (LossFact loss, NothingFact) => loss,
        (NothingFact, LossFact loss) => loss,
        (LossFact loss, _) => loss with { IsMixed = true },
        (_, LossFact loss) => loss with { IsMixed = true },
        _ => null,
    };
}
