using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Configs;

/// <summary>Finds the default value of a setting, as far as its declaration shows it.</summary>
internal static class DefaultReader
{
    public static DeclaredDefault Read(IPropertySymbol property, INamedTypeSymbol config)
    {
        if (Constructs(config) || property.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax() is not PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } declaration
            || accessors.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null))
        {
            return default;
        }

        if (declaration.Initializer is { Value: var value })
            return Literal(value, property.Type);
        var isNull = property.NullableAnnotation == NullableAnnotation.Annotated || property.Type.IsReferenceType;
        return new DeclaredDefault(true, isNull ? null : Zero(property.Type), IsImplicit: true);
    }

    // Assignments in constructors are not analyzed, so a type with a handwritten constructor has no known defaults.
    private static bool Constructs(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
        || (type.BaseType is { SpecialType: SpecialType.None } parent && Constructs(parent));

    private static object? Zero(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => false,
        { TypeKind: TypeKind.Enum } => Member(type, field => Numbers.ToDouble(field.ConstantValue) is 0),
        _ => type.ConvertValue(0),
    };

    private static DeclaredDefault Literal(ExpressionSyntax value, ITypeSymbol type) => value switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => new DeclaredDefault(true, null),
        LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.DefaultLiteralExpression } literal => Found(type.ConvertValue(literal.Token.Value)),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax literal } =>
            Found(type.ConvertValue(Negated(literal.Token.Value))),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } when type.UnwrapNullable() is { TypeKind: TypeKind.Enum } named =>
            Found(Member(named, field => field.Name == name)),
        _ => default,
    };

    private static object? Member(ITypeSymbol type, Func<IFieldSymbol, bool> isMeant) =>
        EnumMember.GetFields(type).FirstOrDefault(isMeant) is { } found ? new EnumMember(found.ConstantValue!, found.Name) : null;

    private static DeclaredDefault Found(object? value) => new(value is not null, value);

    private static object? Negated(object? number) => number switch
    {
        int whole => -whole,
        long whole => -whole,
        float real => -real,
        double real => -real,
        _ => null,
    };
}
