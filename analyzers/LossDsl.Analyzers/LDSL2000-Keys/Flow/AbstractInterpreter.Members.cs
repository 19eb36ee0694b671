using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Fields and properties that never change after their initialization.</content>
internal sealed partial class AbstractInterpreter
{
    // The value of a member's initializer; null if the member may have another value.
    private ValueSet? Initial(ISymbol member)
    {
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        if (callers.Length >= Deepest || !member.ContainingAssembly.Is(analysis.Model.Compilation.Assembly))
            return null;
        if (type.IsBatch(analysis.KnownSymbols))
            return MemberBatch(member);
        return IsFixed(member) && (type.SpecialType == SpecialType.System_String || type.IsSequence())
            && Initialized(member) is var (value, _) && !value.Reachable().Any()
                ? value
                : null;
    }

    // A batch in a private member: only the containing class can add keys.
    private ValueSet? MemberBatch(ISymbol member)
    {
        if (analysis.Bodies.Members.GetAddedKeys(member, analysis.Model, analysis.Cancellation) is not { } added
            || Initialized(member) is not var (value, state)
            || value is not { IsUnknown: false, PossibleValues.Count: 1 }
            || value.Dictionaries.FirstOrDefault() is not { } made)
        {
            return null;
        }

        // The order of calls is unknown, so every key that the class adds anywhere may already be present.
        var carrier = new PossibleDictionary(made.Creation, null, null, made.Creation, IsOlder: true);
        var keys = added.Aggregate(state.Keys(made), (all, key) => all.Add(key, isChecked: true));
        _state = _state.With(carrier, _state.Keys(carrier) is { IsOpen: false } before ? before.Union(keys)
            : _state.Dictionaries.ContainsKey(carrier) ? BatchKeys.Any : keys);
        return ValueSet.Create(carrier);
    }

    private (ValueSet Value, AbstractState State)? Initialized(ISymbol member) =>
        analysis.Bodies.GetInitializer(member, body.Tree.SemanticModel ?? analysis.Model, analysis.Cancellation) is { } initializer
            ? new AbstractInterpreter(analysis, initializer, callers.Add((initializer.Tree.Syntax, null!))).Run(AbstractState.Empty, [], isRecording: false)
            : null;

    private static bool IsFixed(ISymbol member) => member.IsStatic
        && member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && member.ContainingType.StaticConstructors.All(constructor => constructor.IsImplicitlyDeclared);
}
