using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>The settings of a config object whose values are known, and the syntax that sets them.</summary>
internal sealed class KnownSettings
{
    // Configs that are created from each other do not compile, but exist while code is typed.
    private const int Deepest = 16;

    private readonly Dictionary<string, (object? Value, bool IsKnown, SyntaxNode Place, bool IsHere)> _given = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol? _made;
    private readonly bool _keeps;

    // A new object has the defaults of its type for the settings that the initializer does not set.
    private KnownSettings(IObjectOrCollectionInitializerOperation? initializer, INamedTypeSymbol? made = null, KnownSettings? kept = null)
    {
        (_made, _keeps) = (made, kept is not null);
        foreach (var pair in kept?._given ?? [])
            _given[pair.Key] = pair.Value with { IsHere = false };
        foreach (var entry in initializer?.Initializers ?? [])
        {
            if (entry is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                _given[property.Name] = (ConstantEvaluator.Evaluate(value), ConstantEvaluator.IsKnown(value), value.Syntax, IsHere: true);
        }
    }

    /// <summary>Reads an object creation, or a <c>with</c> expression, which copies the settings that it does not set.</summary>
    public static KnownSettings Read(IOperation operation) => Read(operation, Deepest);

    /// <summary>The value of a setting; null if it is unknown.</summary>
    public Setting? Find(IPropertySymbol property)
    {
        if (_given.TryGetValue(property.Name, out var given))
            return given.IsKnown ? Known(given.Value) : null;
        return _made is not null && !property.IsRequired && DefaultReader.Read(property, _made) is { IsKnown: true, Value: var value }
            ? Known(value)
            : null;

        Setting Known(object? value) => new(property.Name, property.Type.ConvertValue(value), property.GetSetWhen());
    }

    /// <summary>Whether the expression itself sets one side of a rule, instead of only copying both.</summary>
    public bool IsGivenHere(DeclaredFieldRule rule) => !_keeps || IsHere(rule.Owner) || IsHere(rule.Other);

    /// <summary>The syntax in the expression that sets a setting; null if there is none.</summary>
    public SyntaxNode? FindSyntax(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) && given.IsHere ? given.Place : null;

    private static KnownSettings Read(IOperation? operation, int depth)
    {
        switch (operation)
        {
            case null:
            case var _ when depth == 0:
                return new(null);
            case IWithOperation with:
                var kept = Read(with.Operand, depth - 1);
                return new(with.Initializer, kept._made, kept);
            case IObjectCreationOperation { Arguments.IsEmpty: true } creation:
                return new(creation.Initializer, creation.Type as INamedTypeSymbol);
            case IObjectCreationOperation creation:
                return new(creation.Initializer);
            case IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion:
                return Read(conversion.Operand, depth - 1);
            case IParenthesizedOperation inner:
                return Read(inner.Operand, depth - 1);
            case ILocalReferenceOperation local when IsImmutable(local.Type):
                return Read(local.GetOnlyValue(), depth - 1);
            case IMemberReferenceOperation { Member.IsStatic: true } member when IsImmutable(member.Type):
                return Read(member.GetReadOnlyValue(), depth - 1);
            default:
                return new(null);
        }
    }

    private bool IsHere(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) && given.IsHere;

    // A config with mutable settings may have changed since it was created.
    private static bool IsImmutable(ITypeSymbol? type) => type is INamedTypeSymbol record
        && record.GetAllProperties().All(property => property.SetMethod is null or { IsInitOnly: true });
}
