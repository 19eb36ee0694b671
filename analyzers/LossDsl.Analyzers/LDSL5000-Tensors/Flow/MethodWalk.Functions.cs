using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Functions: helpers of the same project are entered with what is known of their arguments.</content>
internal abstract partial class MethodWalk
{
    /// <summary>The method that is looked at returns something.</summary>
    protected abstract void Returns(IReturnOperation exit, AbstractValue? value);

    /// <summary>A function begins; what its declaration says can be learned.</summary>
    protected virtual void Begin(IMethodSymbol function)
    {
    }

    /// <summary>Whether what is known of an argument is worth a look into the helper that gets it.</summary>
    protected virtual bool IsWorthFollowing(AbstractValue? argument) => argument is not (null or ZeroValue);

    // Where it is written nobody knows what it is called with; who calls it at once enters it again.
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

    /// <summary>Goes through a function with what is known of its arguments; gives what is known of its result.</summary>
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

    /// <summary>Enters a helper of the same project; null where nothing is known of what it returns.</summary>
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
