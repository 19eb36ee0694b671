using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>The settings that a new config surely has, and where they are given.</summary>
internal sealed class KnownSettings
{
    private readonly Dictionary<string, (object? Value, bool IsKnown, SyntaxNode Place)> _given = new(StringComparer.Ordinal);
    private readonly bool _hasDefaults;
    private readonly CancellationToken _cancellation;

    private KnownSettings(IObjectOrCollectionInitializerOperation? initializer, bool hasDefaults, CancellationToken cancellation)
    {
        (_hasDefaults, _cancellation) = (hasDefaults, cancellation);
        foreach (var entry in initializer?.Initializers ?? [])
        {
            if (entry is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                _given[property.Name] = (Arithmetic.Value(value), Arithmetic.IsKnown(value), value.Syntax);
        }
    }

    /// <summary>Reads the creation of a config, or a <c>with</c>, which keeps what it does not name.</summary>
    public static KnownSettings Of(IOperation operation, CancellationToken cancellation) => operation switch
    {
        IWithOperation with => new(with.Initializer, hasDefaults: false, cancellation),
        IObjectCreationOperation { Constructor.IsImplicitlyDeclared: true, Arguments.IsEmpty: true } creation =>
            new(creation.Initializer, hasDefaults: true, cancellation),
        IObjectCreationOperation creation => new(creation.Initializer, hasDefaults: false, cancellation),
        _ => new(null, hasDefaults: false, cancellation),
    };

    /// <summary>A setting with its value; null where that is not known.</summary>
    public Setting? Find(IPropertySymbol property)
    {
        if (_given.TryGetValue(property.Name, out var given))
            return given.IsKnown ? Known(given.Value) : null;
        return _hasDefaults && !property.IsRequired && Default(property) is var (value, isKnown) && isKnown ? Known(value) : null;

        Setting Known(object? value) => new(property.Name, property.Type.Typed(value), property.SetWhen());
    }

    /// <summary>Where a setting is given; null where it is not.</summary>
    public SyntaxNode? Place(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) ? given.Place : null;

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
