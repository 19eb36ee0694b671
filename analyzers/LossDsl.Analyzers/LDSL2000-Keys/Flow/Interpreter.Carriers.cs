using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Batches, dictionaries, pairs and lists of them.</content>
internal sealed partial class Interpreter
{
    private FlowValue Created(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => Value(argument.Value)).ToImmutableArray();
        if (creation.Type.IsPair() && arguments.Length == 2)
            return Pair(arguments[0], arguments[1]);
        if (!creation.Type.IsCarrier(analysis.Vocabulary))
        {
            foreach (var argument in arguments)
                Open(argument);
            return FlowValue.Unknown;
        }

        var keys = creation.Arguments switch
        {
            [] or [{ Value.Type.SpecialType: SpecialType.System_Int32 }] => BatchKeys.None,
            [_] => Entries(arguments[0]),
            _ => BatchKeys.Any,
        };
        return Made(creation.Syntax, keys);
    }

    private FlowValue Made(SyntaxNode creation, BatchKeys keys) =>
        Made(creation, callers.IsEmpty ? null : callers[0].Call, creation, keys);

    private FlowValue Made(SyntaxNode site, SyntaxNode? origin, SyntaxNode creation, BatchKeys keys)
    {
        var carrier = new CarrierAtom(site, callers.IsEmpty ? null : callers[callers.Length - 1].Call, origin, creation, IsOlder: false);
        _state = _state.WithNew(carrier, keys);
        return FlowValue.Of(carrier);
    }

    // The entries that a constructor copies.
    private BatchKeys Entries(FlowValue source)
    {
        var keys = source.IsUnknown ? BatchKeys.Any : BatchKeys.None;
        foreach (var atom in source.Atoms)
        {
            keys = keys.Union(atom switch
            {
                CarrierAtom carrier => _state.Keys(carrier),
                SequenceAtom sequence => Pairs(sequence.Elements),
                _ => BatchKeys.Any,
            });
        }

        return keys;
    }

    private static BatchKeys Pairs(FlowValue pairs)
    {
        var keys = pairs.IsUnknown ? BatchKeys.Any : BatchKeys.None;
        foreach (var atom in pairs.Atoms)
        {
            keys = atom is not PairAtom { Key: { } key } pair ? BatchKeys.Any
                : pair.IsNull && !keys.Known.Contains(key) ? keys.Nullify(key)
                : keys.Add(key, isChecked: false);
        }

        return keys;
    }

    private static FlowValue Pair(FlowValue key, FlowValue value) => key.Texts is { } texts
        ? FlowValue.Of(texts.Select(text => new PairAtom(text, value.IsNull)))
        : FlowValue.Of(new PairAtom(null, IsNull: false));

    private FlowValue Sequence(IOperation creation, ImmutableArray<FlowValue> elements)
    {
        var all = elements.Aggregate(FlowValue.Nothing, (union, element) => union.Union(element));
        if (creation.Type.IsCarrier(analysis.Vocabulary))
            return Made(creation.Syntax, Pairs(all));
        if (creation.Type.IsSequence() && !body.Shared.SetsElements && !all.Atoms.Any(atom => atom is SequenceAtom))
            return FlowValue.Of(new SequenceAtom(all));
        return Open(all);
    }

    // What a library's operation makes of a batch: another one with the same keys, or several.
    private FlowValue Derived(IInvocationOperation call, ImmutableArray<FlowValue> operands)
    {
        var made = FlowValue.Nothing;
        foreach (var operand in operands)
        {
            if (operand.IsUnknown || operand.Atoms.Any(atom => atom is not (CarrierAtom or TextAtom or NullAtom)))
                made = made.Union(operand.Carriers.Any() ? FlowValue.Unknown : FlowValue.Nothing);
            foreach (var carrier in operand.Carriers)
                made = made.Union(Made(call.Syntax, carrier.Origin, carrier.Creation, _state.Keys(carrier)));
        }

        if (made.Atoms.IsEmpty)
            return FlowValue.Unknown;
        return call.Type.IsBatch(analysis.Vocabulary) ? made
            : call.Type.IsSequence() ? FlowValue.Of(new SequenceAtom(made))
            : FlowValue.Unknown;
    }

    // Calls on a batch or dictionary itself; null of any other call.
    private FlowValue? OfCarrier(IInvocationOperation call, FlowValue instance, ImmutableArray<FlowValue> arguments)
    {
        if (call.Instance is null || !instance.Carriers.Any() || !IsForeign(call.TargetMethod))
            return null;
        switch (call.TargetMethod.Name, arguments.Length)
        {
            case ("Add" or "TryAdd" or "set_Item", 2):
                Put(instance, arguments[0], arguments[1], IsChecked(call.Instance, call.Arguments[0].Value));
                Open(arguments[1]);
                return FlowValue.Unknown;
            case ("Add", 1):
                foreach (var carrier in instance.Carriers)
                    _state = _state.With(carrier, _state.Keys(carrier).Union(Pairs(arguments[0])));
                return FlowValue.Unknown;
            case ("AddRange", 1):
                foreach (var carrier in instance.Carriers)
                    _state = _state.With(carrier, _state.Keys(carrier).Union(Entries(arguments[0])));
                return FlowValue.Unknown;
            case ("Remove", >= 1):
                Change(instance, arguments[0], (keys, key) => keys.Remove(key));
                return FlowValue.Unknown;
            case ("Clear", 0):
                if (Only(instance) is { } only && !_state.Keys(only).IsOpen)
                    _state = _state.With(only, BatchKeys.None);
                return FlowValue.Unknown;
            case ("ContainsKey" or "TryGetValue" or "Tensor" or "Contains" or "Equals" or "GetHashCode" or "ToString", _):
                return FlowValue.Unknown;
            case ("GetEnumerator", 0):
                return FlowValue.Of(new SequenceAtom(Enumerated(instance)));
            default:
                return null;
        }
    }

    // Calls on a sequence of batches; null of any other call.
    private FlowValue? OfSequence(IInvocationOperation call, FlowValue instance, ImmutableArray<FlowValue> arguments)
    {
        var sequence = call.Instance is not null ? instance
            : call.TargetMethod is { ContainingType.Name: "Enumerable" } && arguments.Length > 0 ? arguments[0]
            : FlowValue.Nothing;
        if (!sequence.Atoms.Any(atom => atom is SequenceAtom))
            return null;
        return call.TargetMethod.Name switch
        {
            "GetEnumerator" or "AsEnumerable" or "Take" or "Skip" or "Reverse" => sequence,
            "MoveNext" or "Dispose" or "Reset" or "Count" or "Any" => FlowValue.Unknown,
            "First" or "Last" or "Single" or "ElementAt" => Elements(sequence),
            _ => null,
        };
    }

    private FlowValue Enumerated(FlowValue carriers)
    {
        var pairs = carriers.IsUnknown ? FlowValue.Of(new PairAtom(null, IsNull: false)) : FlowValue.Nothing;
        foreach (var carrier in carriers.Carriers)
        {
            var keys = _state.Keys(carrier);
            pairs = pairs.Union(keys.IsOpen
                ? FlowValue.Of(new PairAtom(null, IsNull: false))
                : FlowValue.Of(keys.Known.Select(key => new PairAtom(key, IsNull: false))));
        }

        return pairs;
    }

    private void Put(FlowValue carriers, FlowValue key, FlowValue value, bool isChecked)
    {
        if (value.IsNull)
        {
            Change(carriers, key, (keys, text) => keys.Nullify(text));
            return;
        }

        foreach (var carrier in carriers.Carriers)
        {
            var keys = _state.Keys(carrier);
            keys = key.Texts is { } texts
                ? texts.Aggregate(keys, (all, text) => all.Add(text, isChecked))
                : keys with { IsOpen = true };
            _state = _state.With(carrier, keys);
        }
    }

    // Only where both the batch and the key are certain is a key surely gone.
    private void Change(FlowValue carriers, FlowValue key, Func<BatchKeys, string, BatchKeys> change)
    {
        if (Only(carriers) is { } carrier && key.Texts is [var text])
            _state = _state.With(carrier, change(_state.Keys(carrier), text));
    }

    private static CarrierAtom? Only(FlowValue value) =>
        value is { IsUnknown: false, Atoms.Count: 1 } && value.Atoms.First() is CarrierAtom { IsOlder: false } carrier ? carrier : null;

    private FlowValue Open(FlowValue value)
    {
        foreach (var carrier in value.Reachable())
        {
            if (_state.Keys(carrier) is { IsOpen: false } keys)
                _state = _state.With(carrier, keys with { IsOpen = true });
        }

        return value;
    }

    // Whether LDSL2002 sees how the key is spelled.
    private bool IsChecked(IOperation carrier, IOperation key)
    {
        if (analysis.Contracts.OfBatch(carrier.Unconverted().Type) is null || key is IParameterReferenceOperation)
            return false;
        return key is not ILocalReferenceOperation || body.Tree.DescendantsAndSelf()
            .Any(operation => operation.Syntax == key.Syntax && operation is ILocalReferenceOperation && KeyTexts.In(operation).Any());
    }
}
