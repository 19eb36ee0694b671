using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>The settings that a new config surely has, and where they are given.</summary>
internal sealed class KnownSettings
{
    private readonly Dictionary<string, (object? Value, bool IsKnown, SyntaxNode Place, bool IsHere)> _given = new(StringComparer.Ordinal);
    // Configs that are made of each other in a circle do not compile, but half-typed code has them.
    private const int Deepest = 16;

    private readonly bool _hasDefaults;
    private readonly bool _keeps;
    private readonly CancellationToken _cancellation;

    private KnownSettings(IObjectOrCollectionInitializerOperation? initializer, KnownSettings? kept, bool hasDefaults, CancellationToken cancellation)
    {
        (_hasDefaults, _cancellation) = (hasDefaults, cancellation);
        _keeps = kept is not null;
        foreach (var pair in kept?._given ?? [])
            _given[pair.Key] = pair.Value with { IsHere = false };
        foreach (var entry in initializer?.Initializers ?? [])
        {
            if (entry is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                _given[property.Name] = (Arithmetic.Value(value), Arithmetic.IsKnown(value), value.Syntax, IsHere: true);
        }
    }

    private KnownSettings(IObjectOrCollectionInitializerOperation? initializer, KnownSettings kept, CancellationToken cancellation)
        : this(initializer, kept, kept._hasDefaults, cancellation)
    {
    }

    /// <summary>Reads the creation of a config, or a <c>with</c>, which keeps what it does not name.</summary>
    public static KnownSettings Of(IOperation operation, CancellationToken cancellation) => Of(operation, cancellation, Deepest);

    private static KnownSettings Of(IOperation? operation, CancellationToken cancellation, int depth) => operation switch
    {
        _ when depth == 0 => new(null, kept: null, hasDefaults: false, cancellation),
        IWithOperation with => new(with.Initializer, Of(with.Operand, cancellation, depth - 1), cancellation),
        IObjectCreationOperation { Arguments.IsEmpty: true, Type: INamedTypeSymbol type } creation when !HasConstructor(type) =>
            new(creation.Initializer, kept: null, hasDefaults: true, cancellation),
        IObjectCreationOperation creation => new(creation.Initializer, kept: null, hasDefaults: false, cancellation),
        IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion => Of(conversion.Operand, cancellation, depth - 1),
        IParenthesizedOperation inner => Of(inner.Operand, cancellation, depth - 1),
        ILocalReferenceOperation local when IsImmutable(local.Type) => Of(local.OnlyValue(), cancellation, depth - 1),
        IMemberReferenceOperation { Member.IsStatic: true } member when IsImmutable(member.Type) => Of(member.FixedValue(), cancellation, depth - 1),
        _ => new(null, kept: null, hasDefaults: false, cancellation),
    };

    /// <summary>A setting with its value; null where that is not known.</summary>
    public Setting? Find(IPropertySymbol property)
    {
        if (_given.TryGetValue(property.Name, out var given))
            return given.IsKnown ? Known(given.Value) : null;
        return _hasDefaults && !property.IsRequired && Default(property) is var (value, isKnown) && isKnown ? Known(value) : null;

        Setting Known(object? value) => new(property.Name, property.Type.Typed(value), property.SetWhen());
    }

    /// <summary>Whether a side of a rule is set by the expression itself, not only by what it keeps.</summary>
    public bool IsGivenHere(DeclaredFieldRule rule) => !_keeps || IsHere(rule.Owner) || IsHere(rule.Other);

    /// <summary>Where a setting is given; null where it is not.</summary>
    public SyntaxNode? Place(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) && given.IsHere ? given.Place : null;

    private bool IsHere(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) && given.IsHere;

    // A config that can be set after it was made may be another one by now.
    private static bool IsImmutable(ITypeSymbol? type) => type is INamedTypeSymbol record
        && record.AllProperties().All(property => property.SetMethod is null or { IsInitOnly: true });

    private static bool HasConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => constructor is { IsImplicitlyDeclared: false, Parameters.IsEmpty: true })
        || type.InstanceConstructors.All(constructor => !constructor.IsImplicitlyDeclared || constructor.Parameters.Length > 0)
        || (type.BaseType is { SpecialType: SpecialType.None } parent && HasConstructor(parent));

    // Of a literal, which needs no model of the file that it stands in; and of nothing at all.
    private (object? Value, bool IsKnown) Default(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(_cancellation) is not PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } declared
            || accessors.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null))
            return (null, false);
        return declared.Initializer?.Value switch
        {
            null => (Zero(property), true),
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) => (null, true),
            LiteralExpressionSyntax literal => (literal.Token.Value, literal.Token.Value is not null),
            _ => (null, false),
        };
    }

    private static object? Zero(IPropertySymbol property) => property.Type switch
    {
        { SpecialType: SpecialType.System_Boolean } => false,
        { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double } => 0,
        _ => null,
    };
}
