using System.Globalization;
using LossDsl.Generators.Declarations;
using LossDsl.Generators.Source;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators.Contracts;

/// <summary>Reads which setting requires a tensor.</summary>
internal static class ConditionReader
{
    /// <summary>Reads the condition of a tensor.</summary>
    /// <returns>Whether there is none, or a well-formed one.</returns>
    public static bool TryRead(
        IPropertySymbol property, INamedTypeSymbol type, Compilation compilation, out ConditionModel? condition)
    {
        condition = null;
        if (Attribute(property) is not { } attribute)
            return true;
        if (attribute is not
            {
                AttributeClass.TypeArguments: [INamedTypeSymbol { TypeKind: not TypeKind.Error } config],
                ConstructorArguments: [{ Value: string name }],
            }
            || config.Properties().FirstOrDefault(candidate => candidate.Name == name) is not { GetMethod: { } get } setting
            || setting.IsStatic
            || !compilation.IsSymbolAccessibleWithin(get, type)
            || Value(attribute, setting) is not { } value
            || Key(setting) is not { } key)
        {
            return false;
        }

        condition = new ConditionModel(
            config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Access(config),
            CSharp.Identifier(name),
            key,
            value.Is,
            value.Literal);
        return true;
    }

    /// <summary>The configuration whose setting requires a tensor, as code names it; null where none does.</summary>
    public static string? Config(IPropertySymbol property) =>
        Attribute(property)?.AttributeClass?.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static AttributeData? Attribute(IPropertySymbol property) => property.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass?.OriginalDefinition.ToDisplayString() == Vocabulary.RequiredWhen);

    private static (bool Is, string Literal)? Value(AttributeData attribute, IPropertySymbol setting)
    {
        if (attribute.NamedArguments.Length == 0)
            return setting.Type.SpecialType == SpecialType.System_Boolean ? (true, "true") : null;
        return attribute.NamedArguments is [var only] && Literal(only.Value) is { } literal ? (only.Key == "Is", literal) : null;
    }

    private static string? Literal(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Error or TypedConstantKind.Array or TypedConstantKind.Type } => null,
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Enum } => constant.EnumMember() is { } member
            ? $"{constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{CSharp.Identifier(member)}"
            : null,
        { Value: bool flag } => flag ? "true" : "false",
        { Value: string text } => CSharp.Literal(text),
        { Value: double number } => double.IsNaN(number) ? null : CSharp.Literal(number),
        { Value: sbyte or byte or short or ushort or int or uint or long } =>
            Convert.ToString(constant.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Key(IPropertySymbol setting)
    {
        if (setting.Attribute(Vocabulary.ConfigKey) is not { } attribute)
            return SnakeCase.From(setting.Name);
        return attribute.ConstructorArguments is [{ Value: string key }] ? key : null;
    }

    // A method cannot be more visible than the types in its signature.
    private static string Access(INamedTypeSymbol config)
    {
        var access = "public";
        for (var scope = config; scope is not null; scope = scope.ContainingType)
        {
            if (scope.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
                return "private";
            if (scope.DeclaredAccessibility == Accessibility.Internal)
                access = "internal";
        }

        return access;
    }
}
