using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Functions: called methods of the same project are entered with the known values of their arguments.</content>
internal abstract partial class MethodWalk
{
    /// <summary>Handles a return statement of the analyzed method.</summary>
    protected abstract void Returns(IReturnOperation exit, AbstractValue? value);

    /// <summary>Called at the start of a function, to learn from the declarations of its parameters.</summary>
    protected virtual void Begin(IMethodSymbol function)
    {
    }

    /// <summary>Whether a known argument justifies entering the called method.</summary>
    protected virtual bool IsWorthFollowing(AbstractValue? argument) => argument is not (null or ZeroValue);

    // Where a lambda is written, its arguments are unknown. A caller that invokes it per element visits it again with known
    // arguments.
    protected virtual AbstractValue? Lambda(IAnonymousFunctionOperation function)
    {
        Enter(function.Body, function.Symbol, []);
        return new LambdaValue(function);
    }

    private void Return(IReturnOperation exit, AbstractValue? value)
    {
        if (_returns.Count > 0)
            _returns[_returns.Count - 1].Add(value);
        else
            Returns(exit, value);
        _state = null;
    }

    /// <summary>Visits a function with the known values of its arguments, and returns what is known about its result.</summary>
    protected AbstractValue? Enter(IOperation? body, IMethodSymbol function, IReadOnlyList<AbstractValue?> arguments)
    {
        if (body is null || _state is null)
            return null;
        var (outside, exits) = (_state, _exits.ToArray());
        _exits.Clear();
        _returns.Add(new ReturnedValues());
        for (var i = 0; i < function.Parameters.Length; i++)
            Learn(function.Parameters[i], i < arguments.Count ? arguments[i] : null);
        Begin(function);
        Visit(body);
        var returned = _returns[_returns.Count - 1].AbstractValue;
        _returns.RemoveAt(_returns.Count - 1);
        _exits.Clear();
        _exits.AddRange(exits);
        _state = outside;
        return returned;
    }

    /// <summary>Enters a called method of the same project, if possible, and returns what is known about its result.</summary>
    protected (bool Entered, AbstractValue? Returned) Helper(IInvocationOperation call, IReadOnlyList<AbstractValue?> arguments)
    {
        if (!CanEnter || !arguments.Any(IsWorthFollowing) || CalleeBodies.Find(call) is not { } body)
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
