using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <content>Calls.</content>
internal sealed partial class ShapeWalk
{
    private AbstractValue? Call(IInvocationOperation call)
    {
        var (method, instance) = (call.TargetMethod, Visit(call.Instance));
        var arguments = call.Arguments.Select(argument => Visit(argument.Value)).ToList();
        if (method.ContainingAssembly?.Name is "TorchSharp")
            return TensorOperators.Apply(new OperatorCall(call, instance, arguments, OperatorReport(), KnownSymbols)) ?? Unknown(call);
        var (declared, fits) = Checked(call, arguments);
        if (method.ContainingAssembly.Is(KnownSymbols.Library) || method is { Name: "Bind" or "TryBind", IsStatic: true } && KnownSymbols.IsDataDict(method.ContainingType))
            return OfLibrary(call, instance, arguments);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return instance is LambdaValue { Function: var lambda } && CanEnter ? Enter(lambda.Body, lambda.Symbol, arguments) : Unseen(call);
        if (IsOfSystem(method))
            return OfSequences(call, instance, arguments);
        var (entered, returned) = fits ? Helper(call, arguments) : (true, null);
        if (!entered)
            Unseen(call);
        return declared ?? (entered ? returned : null) ?? Unknown(call);
    }

    private TensorValue? Unknown(IOperation operation) => operation.Type.Is(KnownSymbols.TensorType) ? TensorValue.Unknown : null;

    // Unknown code may change arguments that are passed by reference, and lists.
    private AbstractValue? Unseen(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                Assign(argument.Value, null);
            if (argument.Value.WalkDownConversion() is ILocalReferenceOperation { Local: var list } && Known(list) is SequenceValue or ListValue)
                Learn(list, null);
        }

        return null;
    }

    private static bool IsOfSystem(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: "System", IsGlobalNamespace: false };
    }

    private AbstractValue? OfSequences(IInvocationOperation call, AbstractValue? instance, IReadOnlyList<AbstractValue?> arguments)
    {
        var receiver = instance ?? (call.TargetMethod.IsExtensionMethod && arguments.Count > 0 ? arguments[0] : null);
        switch (call.TargetMethod.Name)
        {
            case "Add" when receiver is SequenceValue list && call.Instance?.WalkDownConversion() is ILocalReferenceOperation { Local: var local } && arguments is [var added]:
                Learn(local, new SequenceValue(list.Element is ZeroValue ? added : AbstractValue.Join(list.Element, added)));
                return null;
            case "Add" or "TryGetValue" when receiver is BatchValue:
                return OfEntries(call, receiver, arguments);
            case "Max" or "Min" when call.TargetMethod.ContainingType.Name == "Math" && arguments is [LengthValue a, LengthValue b] && (a.Value - b.Value).Constant is { } by:
                return by >= 0 == (call.TargetMethod.Name == "Max") ? a : b;
            case "ToArray" or "ToList" or "AsSpan":
                return receiver;
            case "First" or "Last" or "Single" when receiver is SequenceValue { Element: var element }:
                return element;
            case "Select" when receiver is SequenceValue or ListValue && arguments.LastOrDefault() is LambdaValue { Function: { Symbol.Parameters.Length: 1 } lambda } && CanEnter:
                return receiver is ListValue known
                    ? new ListValue([.. known.Elements.Select(element => Enter(lambda.Body, lambda.Symbol, [element]))])
                    : new SequenceValue(Enter(lambda.Body, lambda.Symbol, [((SequenceValue)receiver).Element]));
            default:
                return Unseen(call) ?? Unknown(call);
        }
    }

    /// <inheritdoc/>
    protected override void Begin(IMethodSymbol function)
    {
        if (!IsHere || function.MethodKind == MethodKind.AnonymousFunction)
            return;
        foreach (var parameter in function.Parameters)
        {
            if (Known(parameter) is not null)
                continue;
            if (_shapes.Of(parameter) is { } declared)
                Learn(parameter, declared.In(Scope(function)));
            else if (parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
                Learn(parameter, new LengthValue(Dimension.FromSymbol(new DimensionSymbol(parameter, parameter.Name, IsDeclared: false))));
        }
    }

    // The dimension names of declared parameters are those of the function's batch parameter, if there is exactly one.
    private object Scope(IMethodSymbol function) =>
        function.Parameters.Where(parameter => IsBatch(parameter.Type)).ToList() is [var only] ? new BatchValue(only) : function;

    /// <inheritdoc/>
    protected override bool IsWorthFollowing(AbstractValue? argument) => argument is TensorValue { IsKnown: true } or BatchValue or NextTokenViewValue or TensorMasksValue;
}
