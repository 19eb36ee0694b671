using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Functions: what leaves the method, and what is called for each element of something.</content>
internal sealed partial class FlowWalk
{
    /// <inheritdoc/>
    protected override void Returns(IReturnOperation exit, Fact? value)
    {
        _judge.Escapes(value);
        if (exit.ReturnedValue is { } returned)
            Formula(exit, returned, value);
    }

    /// <inheritdoc/>
    protected override Fact? Lambda(IAnonymousFunctionOperation function) =>
        _iterating.ContainsKey(function) ? new LambdaFact(function) : base.Lambda(function);

    /// <summary>Calls a function that is written in place, for every element of something.</summary>
    private Fact? Each(Fact? function, params Fact?[] arguments)
    {
        if (function is not LambdaFact { Function: var lambda })
            return null;
        _iterating[lambda] = lambda;
        var given = arguments.Select(argument => Elements.Of(new SequenceFact(argument), lambda)).ToArray();
        return Elements.Outside(Enter(lambda.Body, lambda.Symbol, given), lambda);
    }
}
