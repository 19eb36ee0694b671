using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A change that makes the shapes of two operands fit.</summary>
/// <param name="Operand">The operand to change.</param>
/// <param name="Kind">The code fix: one of the constants of <see cref="ShapeRules"/>.</param>
/// <param name="WayOut">The suggestion in the message.</param>
internal sealed record ShapeRepair(Operand Operand, string Kind, string WayOut)
{
    /// <summary>The obvious change; null if there is none.</summary>
    public static ShapeRepair? Find(Operand left, Operand right) => Between(left, right) ?? Between(right, left);

    private static ShapeRepair? Between(Operand changed, Operand other)
    {
        if (changed is not { AbstractValue: TensorValue, Tensor.Shape: { } shape } || other is not { AbstractValue: TensorValue, Tensor.Shape: { } with })
            return null;
        if (shape.Rank == 1 && with.Rank == 2 && Equals(shape[0], with[0]) && !Equals(shape[0], with[1]))
            return new ShapeRepair(changed, ShapeRules.Unsqueeze, $"{Spelling.Of(changed.Operation)}.unsqueeze(-1) gives each row its entry");

        // A tensor with all tokens next to one with one token fewer: the next-token view is meant.
        if (changed.Operation.WalkDownConversion() is not IPropertyReferenceOperation { Instance: { } batch, Property: { Name: var name, ContainingType: var owner } }
            || !owner.GetMembers("NextToken").Any() || owner.GetTypeMembers("NextTokenView") is not [var view] || view.GetMembers(name).IsEmpty)
            return null;
        return shape.Rank == with.Rank && shape.Dimensions.Zip(with.Dimensions, (a, b) => a is not null && b is not null ? (a - b).Constant : null).Any(by => by == 1)
            ? new ShapeRepair(changed, ShapeRules.NextToken, $"{Spelling.Of(batch)}.NextToken.{name} is its next-token view")
            : null;
    }
}
