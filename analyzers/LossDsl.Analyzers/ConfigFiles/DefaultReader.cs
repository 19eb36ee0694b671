using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Finds what a setting is where a file leaves it out, as far as that can be read off the declaration.</summary>
internal static class DefaultReader
{
    /// <summary>The default of a property.</summary>
    public static DeclaredDefault Read(IPropertySymbol property, SettingType setting, INamedTypeSymbol config)
    {
        if (Constructs(config) || property.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax() is not PropertyDeclarationSyntax declaration)
        {
            return default;
        }

        if (declaration.Initializer is { Value: var value })
            return Literal(value, setting);
        var isNull = setting.Type == typeof(string) || property.NullableAnnotation == NullableAnnotation.Annotated;
        return new DeclaredDefault(true, isNull ? null : Zero(setting));
    }

    // What constructors assign is not looked at.
    private static bool Constructs(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
        || (type.BaseType is { SpecialType: SpecialType.None } parent && Constructs(parent));

    private static object? Zero(SettingType setting) => setting.Members is null
        ? Activator.CreateInstance(setting.Type)
        : setting.Members.OfType<Constants.EnumMember>().FirstOrDefault(member => member.Value is 0 or 0u or 0L or 0ul or (byte)0 or (sbyte)0 or (short)0 or (ushort)0);

    private static DeclaredDefault Literal(ExpressionSyntax value, SettingType setting) => value switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => new DeclaredDefault(true, null),
        LiteralExpressionSyntax { RawKind: not (int)SyntaxKind.DefaultLiteralExpression } literal => Known(literal.Token.Value, setting),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax literal } =>
            Known(Negated(literal.Token.Value), setting),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } when setting.Members is not null =>
            Found(setting.Members.OfType<Constants.EnumMember>().FirstOrDefault(member => member.Name == name)),
        _ => default,
    };

    private static DeclaredDefault Known(object? constant, SettingType setting) => Found(setting.Typed(constant));

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
