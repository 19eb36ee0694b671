using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Calls.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? Call(IInvocationOperation call)
    {
        var instance = Visit(call.Instance);
        var arguments = call.Arguments.Select(argument => Visit(argument.Value)).ToList();
        var (receiver, rest) = call.Instance is null && call.TargetMethod.IsExtensionMethod && arguments.Count > 0
            ? (arguments[0], arguments.Skip(1).ToList())
            : (instance, arguments);
        var method = call.TargetMethod;
        if (method.ContainingAssembly.Is(_symbols.Library) || IsGenerated(method))
            return OfLibrary(call, receiver, rest);
        if (method.ContainingAssembly?.Name is "TorchSharp")
            return OfTensors(call, receiver, rest);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return receiver is LambdaValue { Function: var lambda } && CanEnter
                ? Enter(lambda.Body, lambda.Symbol, arguments)
                : Unseen(call, arguments);
        if (IsOfSystem(method))
            return OfSequences(call, receiver, rest);
        var (entered, returned) = Helper(call, arguments);
        return entered ? returned : Unseen(call, [instance, .. arguments]);
    }

    // Arguments of unknown code escape: it may use and change them in any way.
    private AbstractValue? Unseen(IInvocationOperation call, IEnumerable<AbstractValue?> arguments)
    {
        foreach (var argument in arguments)
            _findings.AddEscape(argument);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                Assign(argument.Value, null);
            if (argument.Value.WalkDownConversion() is ILocalReferenceOperation { Local: var list } && Known(list) is SequenceValue)
                Learn(list, null);
        }

        return null;
    }

    // The generated static methods of a data dict: T.Bind(batch), T.TryBind(batch).
    private bool IsGenerated(IMethodSymbol method) =>
        method is { Name: "Bind" or "TryBind", IsStatic: true } && _symbols.IsDataDict(method.ContainingType);

    private static bool IsOfSystem(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space is { Name: "System", IsGlobalNamespace: false };
    }

    private AbstractValue? OfSequences(IInvocationOperation call, AbstractValue? receiver, IReadOnlyList<AbstractValue?> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : null;
        var element = (receiver as SequenceValue)?.Element;
        switch (call.TargetMethod.Name)
        {
            case "Add" or "Enqueue" or "Push" or "AddRange" when receiver is SequenceValue:
                var added = call.TargetMethod.Name == "AddRange" ? (first as SequenceValue)?.Element : first;
                if (call.Instance?.WalkDownConversion() is ILocalReferenceOperation { Local: var list })
                    Learn(list, new SequenceValue(AbstractValue.Join(element, added)));
                return null;
            case "Clear" when call.Instance?.WalkDownConversion() is ILocalReferenceOperation { Local: var cleared }:
                Learn(cleared, new SequenceValue(ZeroValue.Instance));
                return null;
            case "Select" when first is LambdaValue { Function.Symbol.Parameters.Length: var count }:
                var made = count == 2 ? Each(first, element, null) : Each(first, element);
                return new SequenceValue(made);
            case "ForEach" or "SelectMany" when first is LambdaValue:
                return Each(first, element) is SequenceValue many && call.TargetMethod.Name == "SelectMany" ? many : null;
            case "Where" or "OrderBy" or "TakeWhile" or "SkipWhile" when first is LambdaValue:
                Each(first, element);
                return receiver;
            case "Aggregate":
                var seed = arguments.Count > 1 ? first : element;
                return AbstractValue.Join(seed, Each(arguments[arguments.Count - 1], seed, element));
            case "Index" when receiver is SequenceValue:
                return new SequenceValue(new TupleValue([null, element]));
            case "Zip" when receiver is SequenceValue && first is SequenceValue other:
                return new SequenceValue(new TupleValue([element, other.Element]));
            case "Chunk" when receiver is SequenceValue:
                return new SequenceValue(receiver);
            case "Append" or "Prepend" when receiver is SequenceValue:
                return new SequenceValue(AbstractValue.Join(element, first));
            case "First" or "Last" or "Single" or "FirstOrDefault" or "LastOrDefault" or "Peek":
                return LoopElements.GetElement(receiver, null);
            case "ElementAt" or "ElementAtOrDefault":
                return LoopElements.GetElement(receiver, Varies(call, call.Arguments.Select(argument => argument.Value)));
            case "Dequeue" or "Pop":
                return LoopElements.GetElement(receiver, Loop(Here(call)));
            case "ToList" or "ToArray" or "AsEnumerable" or "Where" or "Skip" or "Take" or "Reverse" or "OrderBy" or "OrderByDescending" or "Shuffle"
                or "SkipLast" or "TakeLast" or "AsReadOnly" or "ToImmutableArray" or "ToImmutableList" or "Order" or "Distinct" or "Cast" or "AsSpan":
                return receiver;
            case "Range" when arguments.Count == 2:
                return new SequenceValue(null);
            default:
                return OfKeys(call, receiver);
        }
    }

    private AbstractValue? Create(IObjectCreationOperation created)
    {
        var arguments = created.Arguments.Select(argument => Visit(argument.Value)).ToList();
        if (created.Type is INamedTypeSymbol type && type.Is(_symbols.GlobalNormalization))
            return ByHand(created, arguments);
        foreach (var argument in arguments)
            _findings.AddEscape(argument);
        Visit(created.Initializer);
        return created.Type is { Name: "List" or "Queue" or "Stack" or "LinkedList" } && arguments.Count <= 1
            ? arguments is [SequenceValue copied] ? copied : new SequenceValue(ZeroValue.Instance)
            : null;
    }
}
