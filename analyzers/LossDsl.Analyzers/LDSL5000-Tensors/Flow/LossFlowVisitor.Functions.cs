using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Functions: helpers of the same project are entered with what is known of their arguments.</content>
internal sealed partial class LossFlowVisitor
{
    private void Return(IReturnOperation exit, AbstractValue? value)
    {
        if (_returns.Count > 0)
            _returns[_returns.Count - 1].Add(value);
        else
            _findings.AddEscape(value);
        if (exit.ReturnedValue is { } returned && _returns.Count == 0)
            Formula(exit, returned, value);
        _state = null;
    }

    // Where it is written nobody knows what it is called with; who calls it at once enters it again.
    private LambdaValue Lambda(IAnonymousFunctionOperation function)
    {
        if (!_iterating.ContainsKey(function))
            Enter(function.Body, function.Symbol, []);
        return new LambdaValue(function);
    }

    /// <summary>Calls a function that is written in place, for every element of something.</summary>
    private AbstractValue? Each(AbstractValue? function, params AbstractValue?[] arguments)
    {
        if (function is not LambdaValue { Function: var lambda })
            return null;
        _iterating[lambda] = lambda;
        var given = arguments.Select(argument => LoopElements.GetElement(new SequenceValue(argument), lambda)).ToArray();
        return LoopElements.LeaveLoop(Enter(lambda.Body, lambda.Symbol, given), lambda);
    }

    private AbstractValue? Enter(IOperation? body, IMethodSymbol function, IReadOnlyList<AbstractValue?> arguments)
    {
        if (body is null || _state is null)
            return null;
        var (outside, exits) = (_state, _exits.ToArray());
        _exits.Clear();
        _returns.Add(new ReturnedValues());
        for (var i = 0; i < function.Parameters.Length; i++)
            Learn(function.Parameters[i], i < arguments.Count ? arguments[i] : null);
        Visit(body);
        var returned = _returns[_returns.Count - 1].AbstractValue;
        _returns.RemoveAt(_returns.Count - 1);
        _exits.Clear();
        _exits.AddRange(exits);
        _state = outside;
        return returned;
    }

    /// <summary>Enters a helper of the same project; null where nothing is known of what it returns.</summary>
    private (bool Entered, AbstractValue? Returned) Helper(IInvocationOperation call, IReadOnlyList<AbstractValue?> arguments)
    {
        if (_calls.Count >= MaxDepth || !arguments.Any(argument => argument is not (null or ZeroValue)) || CalleeBodies.Find(call) is not { } body)
            return (false, null);
        if (_calls.Any(outer => ((IInvocationOperation)outer).TargetMethod.OriginalDefinition.Is(call.TargetMethod.OriginalDefinition)))
            return (false, null);
        var given = new AbstractValue?[call.TargetMethod.Parameters.Length];
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter is { } parameter)
                given[parameter.Ordinal] = arguments[i];
        }

        if (_entered.Add(body))
            _untracked.UnionWith(UntrackedLocals.FindIn(body));
        _calls.Push(call);
        var returned = Enter(body, call.TargetMethod.OriginalDefinition, given);
        _calls.Pop();
        return (true, returned);
    }
}
