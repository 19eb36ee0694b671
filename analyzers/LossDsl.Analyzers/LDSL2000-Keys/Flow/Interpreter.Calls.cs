using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>What calls do.</content>
internal sealed partial class Interpreter
{
    // Helpers that call helpers: deeper than this nobody follows a batch by eye either.
    private const int Deepest = 4;

    private FlowValue Called(IInvocationOperation call)
    {
        var instance = call.Instance is { } operand ? Value(operand) : FlowValue.Nothing;
        var arguments = call.Arguments.Select(argument => Value(argument.Value)).ToImmutableArray();
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                Opened(argument.Value);
                Assign(argument.Value, FlowValue.Unknown);
            }
        }

        if (BatchCalls.Bound(call, analysis.Contracts) is var (batch, contract))
        {
            Bind(call, batch, Value(batch), contract);
            return FlowValue.Unknown;
        }

        if (OfCarrier(call, instance, arguments) is { } known)
            return known;
        if (BatchCalls.IsOperation(call.TargetMethod, analysis.Vocabulary))
            return Derived(call, arguments.Insert(0, instance));
        if (BatchCalls.IsPair(call.TargetMethod))
            return Pair(arguments[0], arguments[1]);
        if (OfSequence(call, instance, arguments) is { } sequence)
            return sequence;
        if (BatchCalls.OnlyLooks(call.TargetMethod))
        {
            // A query hands the elements of a sequence on; of a batch it only sees the pairs.
            foreach (var argument in arguments.Where(argument => !argument.Carriers.Any()))
                Open(argument);
            return FlowValue.Unknown;
        }

        if (call.TargetMethod.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension
            && !call.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            && (!call.IsVirtual || call.TargetMethod.ContainingType.IsSealed)
            && Inlined(call.TargetMethod, call.Syntax, InOrder(call, arguments)) is { } returned)
        {
            return returned;
        }

        foreach (var argument in arguments.Add(instance))
            Open(argument);
        return FlowValue.Unknown;
    }

    // What a source method does and returns; null where it is not at hand.
    private FlowValue? Inlined(IMethodSymbol method, SyntaxNode call, ImmutableArray<FlowValue> arguments)
    {
        var declared = method.OriginalDefinition;
        if (callers.Length >= Deepest || callers.Any(caller => caller.Function.Is(declared)))
            return null;
        var called = declared.MethodKind == MethodKind.LocalFunction
            ? Local(declared)
            : analysis.Bodies.Of(declared, body.Tree.SemanticModel ?? analysis.Model, analysis.Cancellation);
        if (called is null)
            return null;
        var isRecording = _isRecording && !body.ExpectsFailure(call);
        var (returned, state) = new Interpreter(analysis, called, callers.Add((call, declared))).Run(_state, arguments, isRecording);
        _state = Merged(state);
        return returned;
    }

    // Variables of the caller stay as they are, but for what a batch in them has become.
    private FlowState Merged(FlowState behind) => behind with
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
            // It belongs to a function that is followed by itself.
            return null;
        }
    }

    private bool IsIterator(IMethodSymbol function) => function.DeclaringSyntaxReferences is not [var reference]
        || reference.GetSyntax(analysis.Cancellation).DescendantNodes().Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax);

    // Named arguments stand in any order.
    private static ImmutableArray<FlowValue> InOrder(IInvocationOperation call, ImmutableArray<FlowValue> arguments)
    {
        var ordered = Enumerable.Repeat(FlowValue.Unknown, call.TargetMethod.Parameters.Length).ToArray();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter is { Ordinal: var ordinal } && ordinal < ordered.Length)
                ordered[ordinal] = arguments[i];
        }

        return [.. ordered];
    }

    private void Bind(IInvocationOperation call, IOperation operand, FlowValue batch, DataDictContract contract)
    {
        if (!_isRecording || body.ExpectsFailure(call.Syntax))
            return;
        var (place, shown) = callers.IsEmpty ? (call.Syntax, operand.Syntax) : (callers[0].Call, callers[0].Call);
        foreach (var carrier in batch.Carriers)
        {
            if (callers.IsEmpty || analysis.IsHere(carrier.Creation) || IsHandedOver(carrier))
                analysis.Note(new BoundBatch(carrier.Creation, place, shown, contract, _state.Keys(carrier)));
        }
    }

    // One function made the batch and another binds it. Where one does both, it is looked at by itself.
    private bool IsHandedOver(CarrierAtom carrier) => carrier.Origin is { } origin && origin != callers[0].Call;
}
