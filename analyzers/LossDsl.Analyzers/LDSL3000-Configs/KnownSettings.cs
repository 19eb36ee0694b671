using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>The settings that a new config surely has, and where they are given.</summary>
internal sealed class KnownSettings
{
    // Configs that are made of each other in a circle do not compile, but half-typed code has them.
    private const int Deepest = 16;

    private readonly Dictionary<string, (object? Value, bool IsKnown, SyntaxNode Place, bool IsHere)> _given = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol? _made;
    private readonly bool _keeps;

    // What is made anew has the defaults of its type where nothing else is given.
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

    /// <summary>Reads the creation of a config, or a <c>with</c>, which keeps what it does not name.</summary>
    public static KnownSettings Read(IOperation operation) => Read(operation, Deepest);

    /// <summary>A setting with its value; null where that is not known.</summary>
    public Setting? Find(IPropertySymbol property)
    {
        if (_given.TryGetValue(property.Name, out var given))
            return given.IsKnown ? Known(given.Value) : null;
        return _made is not null && !property.IsRequired && DefaultReader.Read(property, _made) is { IsKnown: true, Value: var value }
            ? Known(value)
            : null;

        Setting Known(object? value) => new(property.Name, property.Type.ConvertValue(value), property.GetSetWhen());
    }

    /// <summary>Whether a side of a rule is set by the expression itself, not only by what it keeps.</summary>
    public bool IsGivenHere(DeclaredFieldRule rule) => !_keeps || IsHere(rule.Owner) || IsHere(rule.Other);

    /// <summary>Where a setting is given; null where it is not.</summary>
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

    // A config that can be set after it was made may be another one by now.
    private static bool IsImmutable(ITypeSymbol? type) => type is INamedTypeSymbol record
        && record.GetAllProperties().All(property => property.SetMethod is null or { IsInitOnly: true });
}
