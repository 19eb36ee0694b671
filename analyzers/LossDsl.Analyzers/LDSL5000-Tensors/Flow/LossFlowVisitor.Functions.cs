using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Return values, and lambdas that are called for each element of a sequence.</content>
internal sealed partial class LossFlowVisitor
{
    /// <inheritdoc/>
    protected override void Returns(IReturnOperation exit, AbstractValue? value)
    {
        _findings.AddEscape(value);
        if (exit.ReturnedValue is { } returned)
            Formula(exit, returned, value);
    }

    /// <inheritdoc/>
    protected override AbstractValue? Lambda(IAnonymousFunctionOperation function) =>
        _iterating.ContainsKey(function) ? new LambdaValue(function) : base.Lambda(function);

    /// <summary>Walks through a lambda that is called for each element of a sequence.</summary>
    private AbstractValue? Each(AbstractValue? function, params AbstractValue?[] arguments)
    {
        if (function is not LambdaValue { Function: var lambda })
            return null;
        _iterating[lambda] = lambda;
        var given = arguments.Select(argument => LoopElements.GetElement(new SequenceValue(argument), lambda)).ToArray();
        return LoopElements.LeaveLoop(Enter(lambda.Body, lambda.Symbol, given), lambda);
    }
}
