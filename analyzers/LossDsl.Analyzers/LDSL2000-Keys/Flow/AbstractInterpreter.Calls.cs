using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Calls.</content>
internal sealed partial class AbstractInterpreter
{
    // The maximum depth of calls that are followed. Deeper helpers are rare, and the cost grows with each level.
    private const int Deepest = 4;

    private ValueSet EvaluateCall(IInvocationOperation call)
    {
        var instance = call.Instance is { } operand ? Evaluate(operand) : ValueSet.Bottom;
        var arguments = call.Arguments.Select(argument => Evaluate(argument.Value)).ToImmutableArray();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                EvaluateEscaping(argument.Value);
                Assign(argument.Value, ValueSet.Top);
            }
        }

        if (BatchCalls.GetBoundBatch(call, analysis.DataDicts) is var (batch, dataDict))
        {
            Bind(call, batch, Evaluate(batch), dataDict);
            return ValueSet.Top;
        }

        if (EvaluateDictionaryCall(call, instance, arguments) is { } known)
            return known;
        if (BatchCalls.IsBatchOperation(call.TargetMethod, analysis.KnownSymbols))
            return EvaluateBatchOperation(call, arguments.Insert(0, instance));
        if (BatchCalls.IsPairCreation(call.TargetMethod))
            return Pair(arguments[0], arguments[1]);
        if (EvaluateSequenceCall(call, instance, arguments) is { } sequence)
            return sequence;
        if (BatchCalls.OnlyReads(call.TargetMethod))
        {
            // A method that only reads passes the elements of a sequence on, so these escape. Of a batch it sees only the entries.
            foreach (var argument in arguments.Where(argument => !argument.Dictionaries.Any()))
                Escape(argument);
            return ValueSet.Top;
        }

        if (call.TargetMethod.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension
            && !call.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            && (!call.IsVirtual || call.TargetMethod.ContainingType.IsSealed)
            && Inline(call.TargetMethod, call.Syntax, InOrder(call, arguments)) is { } returned)
        {
            return returned;
        }

        foreach (var argument in arguments.Add(instance))
            Escape(argument);
        return ValueSet.Top;
    }

    // The effect and the result of a method whose source is available; null if the call cannot be followed.
    private ValueSet? Inline(IMethodSymbol method, SyntaxNode call, ImmutableArray<ValueSet> arguments)
    {
        var declared = method.OriginalDefinition;
        if (callers.Length >= Deepest || callers.Any(caller => caller.Function.Is(declared)))
            return null;
        var called = declared.MethodKind == MethodKind.LocalFunction
            ? Local(declared)
            : analysis.Bodies.GetBody(declared, body.Tree.SemanticModel ?? analysis.Model, analysis.Cancellation);
        if (called is null)
            return null;
        var isRecording = _isRecording && !body.ExpectsFailure(call);
        var (returned, state) = new AbstractInterpreter(analysis, called, callers.Add((call, declared))).Run(_state, arguments, isRecording);
        _state = Merged(state);
        return returned;
    }

    // Keeps the variables of the caller, and takes over the changes to the dictionaries that they refer to.
    private AbstractState Merged(AbstractState behind) => behind with
    {
        Variables = behind.Variables.RemoveRange(behind.Variables.Keys.Where(variable => !_state.Variables.ContainsKey(variable))),
    };

    private FunctionBody? Local(IMethodSymbol function)
    {
        try
        {
            return function is { IsAsync: false, IsExtern: false } && !IsIterator(function)
                ? body.Nested(body.Graph.GetLocalFunctionControlFlowGraphInScope(function, analysis.Cancellation), function)
                : null;
        }
        catch (ArgumentException)
        {
            // The local function belongs to a function whose graph is analyzed separately.
            return null;
        }
    }

    private bool IsIterator(IMethodSymbol function) => function.DeclaringSyntaxReferences is not [var reference]
        || reference.GetSyntax(analysis.Cancellation).DescendantNodes().Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax);

    // Evaluated arguments are in the order of the call; named arguments may change it.
    private static ImmutableArray<ValueSet> InOrder(IInvocationOperation call, ImmutableArray<ValueSet> arguments)
    {
        var ordered = Enumerable.Repeat(ValueSet.Top, call.TargetMethod.Parameters.Length).ToArray();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter is { Ordinal: var ordinal } && ordinal < ordered.Length)
                ordered[ordinal] = arguments[i];
        }

        return [.. ordered];
    }

    private void Bind(IInvocationOperation call, IOperation operand, ValueSet batch, DataDictKeys dataDict)
    {
        if (!_isRecording || body.ExpectsFailure(call.Syntax))
            return;
        var (place, shown) = callers.IsEmpty ? (call.Syntax, operand.Syntax) : (callers[0].Call, callers[0].Call);
        foreach (var carrier in batch.Dictionaries)
        {
            if (callers.IsEmpty || analysis.IsHere(carrier.Creation) || IsHandedOver(carrier))
                analysis.Record(new BoundBatch(carrier.Creation, place, shown, dataDict, _state.Keys(carrier)));
        }
    }

    // Another function created the batch than the one that binds it. If one callee does both, it is analyzed by itself.
    private bool IsHandedOver(PossibleDictionary carrier) => carrier.Origin is { } origin && origin != callers[0].Call;
}
