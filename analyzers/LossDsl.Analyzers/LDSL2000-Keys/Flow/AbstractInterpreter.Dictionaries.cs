using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Batches, dictionaries, key-value pairs and lists of pairs.</content>
internal sealed partial class AbstractInterpreter
{
    private ValueSet EvaluateCreation(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => Evaluate(argument.Value)).ToImmutableArray();
        if (creation.Type.IsPair() && arguments.Length == 2)
            return Pair(arguments[0], arguments[1]);
        if (!creation.Type.IsKeyedCollection(analysis.KnownSymbols))
        {
            foreach (var argument in arguments)
                Escape(argument);
            return ValueSet.Top;
        }

        var keys = creation.Arguments switch
        {
            [] or [{ Value.Type.SpecialType: SpecialType.System_Int32 }] => BatchKeys.None,
            [_] => Entries(arguments[0]),
            _ => BatchKeys.Any,
        };
        return Allocate(creation.Syntax, keys);
    }

    private ValueSet Allocate(SyntaxNode creation, BatchKeys keys) =>
        Allocate(creation, callers.IsEmpty ? null : callers[0].Call, creation, keys);

    private ValueSet Allocate(SyntaxNode site, SyntaxNode? origin, SyntaxNode creation, BatchKeys keys)
    {
        var carrier = new PossibleDictionary(site, callers.IsEmpty ? null : callers[callers.Length - 1].Call, origin, creation, IsOlder: false);
        _state = _state.WithNew(carrier, keys);
        return ValueSet.Create(carrier);
    }

    // The entries that a constructor copies from its argument.
    private BatchKeys Entries(ValueSet source)
    {
        var keys = source.IsUnknown ? BatchKeys.Any : BatchKeys.None;
        foreach (var atom in source.PossibleValues)
        {
            keys = keys.Union(atom switch
            {
                PossibleDictionary carrier => _state.Keys(carrier),
                PossibleSequence sequence => Pairs(sequence.Elements),
                _ => BatchKeys.Any,
            });
        }

        return keys;
    }

    private static BatchKeys Pairs(ValueSet pairs)
    {
        var keys = pairs.IsUnknown ? BatchKeys.Any : BatchKeys.None;
        foreach (var atom in pairs.PossibleValues)
        {
            keys = atom is not PossiblePair { Key: { } key } pair ? BatchKeys.Any
                : pair.IsNull && !keys.Known.Contains(key) ? keys.Nullify(key)
                : keys.Add(key, isChecked: false);
        }

        return keys;
    }

    private static ValueSet Pair(ValueSet key, ValueSet value) => key.Texts is { } texts
        ? ValueSet.Create(texts.Select(text => new PossiblePair(text, value.IsNull)))
        : ValueSet.Create(new PossiblePair(null, IsNull: false));

    private ValueSet Sequence(IOperation creation, ImmutableArray<ValueSet> elements)
    {
        var all = elements.Aggregate(ValueSet.Bottom, (union, element) => union.Union(element));
        if (creation.Type.IsKeyedCollection(analysis.KnownSymbols))
            return Allocate(creation.Syntax, Pairs(all));
        if (creation.Type.IsSequence() && !body.Shared.SetsElements && !all.PossibleValues.Any(atom => atom is PossibleSequence))
            return ValueSet.Create(new PossibleSequence(all));
        return Escape(all);
    }

    // The result of a batch operation of the library: a batch with the same keys, or a sequence of such batches.
    private ValueSet EvaluateBatchOperation(IInvocationOperation call, ImmutableArray<ValueSet> operands)
    {
        var made = ValueSet.Bottom;
        foreach (var operand in operands)
        {
            if (operand.IsUnknown || operand.PossibleValues.Any(atom => atom is not (PossibleDictionary or PossibleString or PossibleNull)))
                made = made.Union(operand.Dictionaries.Any() ? ValueSet.Top : ValueSet.Bottom);
            foreach (var carrier in operand.Dictionaries)
                made = made.Union(Allocate(call.Syntax, carrier.Origin, carrier.Creation, _state.Keys(carrier)));
        }

        if (made.PossibleValues.IsEmpty)
            return ValueSet.Top;
        return call.Type.IsBatch(analysis.KnownSymbols) ? made
            : call.Type.IsSequence() ? ValueSet.Create(new PossibleSequence(made))
            : ValueSet.Top;
    }

    // A call of a method of a batch or dictionary; null for any other call.
    private ValueSet? EvaluateDictionaryCall(IInvocationOperation call, ValueSet instance, ImmutableArray<ValueSet> arguments)
    {
        if (call.Instance is null || !instance.Dictionaries.Any() || !IsExternal(call.TargetMethod))
            return null;
        switch (call.TargetMethod.Name, arguments.Length)
        {
            case ("Add" or "TryAdd" or "set_Item", 2):
                Store(instance, arguments[0], arguments[1], IsChecked(call.Instance, call.Arguments[0].Value));
                Escape(arguments[1]);
                return ValueSet.Top;
            case ("Add", 1):
                foreach (var carrier in instance.Dictionaries)
                    _state = _state.With(carrier, _state.Keys(carrier).Union(Pairs(arguments[0])));
                return ValueSet.Top;
            case ("AddRange", 1):
                foreach (var carrier in instance.Dictionaries)
                    _state = _state.With(carrier, _state.Keys(carrier).Union(Entries(arguments[0])));
                return ValueSet.Top;
            case ("Remove", >= 1):
                Change(instance, arguments[0], (keys, key) => keys.Remove(key));
                return ValueSet.Top;
            case ("Clear", 0):
                if (Only(instance) is { } only && !_state.Keys(only).IsOpen)
                    _state = _state.With(only, BatchKeys.None);
                return ValueSet.Top;
            case ("ContainsKey" or "TryGetValue" or "GetTensor" or "Contains" or "Equals" or "GetHashCode" or "ToString", _):
                return ValueSet.Top;
            case ("GetEnumerator", 0):
                return ValueSet.Create(new PossibleSequence(EnumeratePairs(instance)));
            default:
                return null;
        }
    }

    // A call of a method of a sequence of batches; null for any other call.
    private ValueSet? EvaluateSequenceCall(IInvocationOperation call, ValueSet instance, ImmutableArray<ValueSet> arguments)
    {
        var sequence = call.Instance is not null ? instance
            : call.TargetMethod is { ContainingType.Name: "Enumerable" } && arguments.Length > 0 ? arguments[0]
            : ValueSet.Bottom;
        if (!sequence.PossibleValues.Any(atom => atom is PossibleSequence))
            return null;
        return call.TargetMethod.Name switch
        {
            "GetEnumerator" or "AsEnumerable" or "Take" or "Skip" or "Reverse" => sequence,
            "MoveNext" or "Dispose" or "Reset" or "Count" or "Any" => ValueSet.Top,
            "First" or "Last" or "Single" or "ElementAt" => Elements(sequence),
            _ => null,
        };
    }

    private ValueSet EnumeratePairs(ValueSet carriers)
    {
        var pairs = carriers.IsUnknown ? ValueSet.Create(new PossiblePair(null, IsNull: false)) : ValueSet.Bottom;
        foreach (var carrier in carriers.Dictionaries)
        {
            var keys = _state.Keys(carrier);
            pairs = pairs.Union(keys.IsOpen
                ? ValueSet.Create(new PossiblePair(null, IsNull: false))
                : ValueSet.Create(keys.Known.Select(key => new PossiblePair(key, IsNull: false))));
        }

        return pairs;
    }

    private void Store(ValueSet carriers, ValueSet key, ValueSet value, bool isChecked)
    {
        if (value.IsNull)
        {
            Change(carriers, key, (keys, text) => keys.Nullify(text));
            return;
        }

        foreach (var carrier in carriers.Dictionaries)
        {
            var keys = _state.Keys(carrier);
            keys = key.Texts is { } texts
                ? texts.Aggregate(keys, (all, text) => all.Add(text, isChecked))
                : keys with { IsOpen = true };
            _state = _state.With(carrier, keys);
        }
    }

    // A removal is certain only if there is a single possible dictionary and a single possible key (a strong update).
    private void Change(ValueSet carriers, ValueSet key, Func<BatchKeys, string, BatchKeys> change)
    {
        if (Only(carriers) is { } carrier && key.Texts is [var text])
            _state = _state.With(carrier, change(_state.Keys(carrier), text));
    }

    private static PossibleDictionary? Only(ValueSet value) =>
        value is { IsUnknown: false, PossibleValues.Count: 1 } && value.PossibleValues.First() is PossibleDictionary { IsOlder: false } carrier ? carrier : null;

    private ValueSet Escape(ValueSet value)
    {
        foreach (var carrier in value.Reachable())
        {
            if (_state.Keys(carrier) is { IsOpen: false } keys)
                _state = _state.With(carrier, keys with { IsOpen = true });
        }

        return value;
    }

    // Whether LDSL2002 checks the spelling of the key.
    private bool IsChecked(IOperation carrier, IOperation key)
    {
        if (analysis.DataDicts.GetForBatchType(carrier.WalkDownConversion().Type) is null || key is IParameterReferenceOperation)
            return false;
        return key is not ILocalReferenceOperation || body.Tree.DescendantsAndSelf()
            .Any(operation => operation.Syntax == key.Syntax && operation is ILocalReferenceOperation && KeyStrings.FindIn(operation).Any());
    }
}
