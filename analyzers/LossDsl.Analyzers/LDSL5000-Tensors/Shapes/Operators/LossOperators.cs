using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The loss functions of torch.</summary>
internal static class LossOperators
{
    /// <summary>The operators with their shape inference.</summary>
    public static IEnumerable<(string Names, Func<OperatorCall, AbstractValue?> Infer)> All =>
    [
        ("mse_loss l1_loss smooth_l1_loss huber_loss kl_div binary_cross_entropy binary_cross_entropy_with_logits", Entrywise),
        ("cross_entropy nll_loss", Classes),
    ];

    // torch warns if input and target are broadcast, so here their shapes must be equal.
    private static TensorValue? Entrywise(OperatorCall call) => call.Given("target") is { AbstractValue: TensorValue } target
        ? Reduced(call, call.Result(Broadcasting.Same(call.Shape, target.Tensor.Shape), ElementClass.Float, call.Input, target))
        : null;

    private static TensorValue? Classes(OperatorCall call)
    {
        if (call.Given("target") is not { } target)
            return null;
        var (scores, classes) = (call.Shape, target.Tensor.Shape);
        if (scores is null || classes is null || target.Class == ElementClass.Float || scores.Rank < 1)
            return Reduced(call, TensorValue.Unknown);
        var places = scores.Rank == 1 ? scores.Remove(0) : scores.Remove(1);
        return Reduced(call, call.Result(Broadcasting.Same(places, classes), ElementClass.Float, call.Input, target));
    }

    // Without a reduction the result has the shape of the input.
    private static TensorValue? Reduced(OperatorCall call, TensorValue entries)
    {
        if (call.Operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "reduction") is not { Value: var reduction })
            return null;
        return reduction.ConstantValue is not { HasValue: true, Value: var constant } ? null
            : reduction.Type!.GetMembers("None").OfType<Microsoft.CodeAnalysis.IFieldSymbol>().Any(none => Equals(none.ConstantValue, constant)) ? entries
            : new TensorValue(Shape.Scalar, ElementClass.Float);
    }
}
