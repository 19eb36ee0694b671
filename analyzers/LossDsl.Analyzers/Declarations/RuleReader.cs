using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Declarations;

/// <summary>Reads what is wrong with the declaration of a rule between settings.</summary>
internal static class RuleReader
{
    /// <summary>A flaw.</summary>
    /// <param name="Words">What it is, in words that follow the owner of the rule.</param>
    /// <param name="IsAboutName">Whether it lies in the name of the other setting.</param>
    /// <param name="Meant">The setting that was probably meant, as code names it.</param>
    internal sealed record Flaw(string Words, bool IsAboutName = false, string? Meant = null);

    /// <summary>The name of a rule with its flaw, if it has one; null where an attribute is no rule or does not compile.</summary>
    public static (string Name, Flaw? Problem)? Read(AttributeData attribute, IPropertySymbol owner, Vocabulary vocabulary)
    {
        var type = attribute.AttributeClass;
        var isOfTensor = type?.OriginalDefinition.Is(vocabulary.TensorRequiredWhen) is true;
        if (!isOfTensor && !type.Is(vocabulary.Requires) && !type.Is(vocabulary.ConflictsWith) && !type.Is(vocabulary.RequiredWhen))
            return null;
        var kind = type!.Name.Replace("Attribute", "");
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, IsNull: true }])
            return (kind, new Flaw("names no setting", IsAboutName: true));
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive, Value: string name }])
            return null;
        if (isOfTensor)
            return type.TypeArguments is [INamedTypeSymbol { TypeKind: not TypeKind.Error } config]
                ? (kind, OfTensor(attribute, owner, name, config))
                : null;
        return owner.ContainingType?.Has(vocabulary.LossConfig) is true
            ? (kind, OfSetting(attribute, owner, name, vocabulary))
            : (kind, new Flaw("stands on no setting of a [LossConfig]"));
    }

    private static Flaw? OfSetting(AttributeData attribute, IPropertySymbol owner, string name, Vocabulary vocabulary)
    {
        var settings = owner.ContainingType.AllProperties().Where(ConfigTypes.IsSetting).ToList();
        if (name == owner.Name)
            return new Flaw("names the setting itself", IsAboutName: true);
        if (settings.FirstOrDefault(setting => setting.Name == name) is not { } other)
            return Unknown(name, owner.ContainingType, settings, prefix: "");
        if (attribute.AttributeClass.Is(vocabulary.RequiredWhen))
            return Value(attribute, other, isTyped: true);
        return attribute.AttributeClass.Is(vocabulary.ConflictsWith) && Demands(owner, other, vocabulary)
            ? new Flaw($"contradicts [Requires] of the same two settings: {owner.Name} could never be set")
            : null;
    }

    private static Flaw? OfTensor(AttributeData attribute, IPropertySymbol owner, string name, INamedTypeSymbol config)
    {
        var settings = config.AllProperties().Where(property => property is { IsStatic: false, GetMethod: not null }).ToList();
        if (settings.FirstOrDefault(setting => setting.Name == name) is not { } other)
            return Unknown(name, config, settings, prefix: config.Name + ".");
        if (owner.NullableAnnotation != NullableAnnotation.Annotated)
            return new Flaw("has no effect: a tensor that cannot be null is always required");
        return Value(attribute, other, isTyped: false);
    }

    private static Flaw Unknown(string name, INamedTypeSymbol config, List<IPropertySymbol> settings, string prefix)
    {
        var meant = NearestName.Of(name, settings.Select(setting => setting.Name));
        return new Flaw(
            $"names '{name}', which is no setting of {config.Name}" + (meant is null ? "" : $"; did you mean '{meant}'?"),
            IsAboutName: true,
            meant is null ? null : prefix + meant);
    }

    // A setting that must be set where this one is cannot be forbidden there, whichever of the two says so.
    private static bool Demands(IPropertySymbol owner, IPropertySymbol other, Vocabulary vocabulary) =>
        owner.GetAttributes().Any(attribute => attribute.AttributeClass.Is(vocabulary.Requires)
            && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] && name == other.Name);

    private static Flaw? Value(AttributeData attribute, IPropertySymbol other, bool isTyped)
    {
        if (attribute.NamedArguments.Length > 1)
            return new Flaw("gives both Is and IsNot");
        if (attribute.NamedArguments is not [var given])
            return other.Type.SpecialType == SpecialType.System_Boolean
                || (isTyped && other.Type.Underlying().SpecialType == SpecialType.System_Boolean)
                    ? null
                    : new Flaw($"gives neither Is nor IsNot, but {other.Name} is no flag");
        var constant = given.Value;
        if (constant.Kind == TypedConstantKind.Error)
            return null;
        var fits = constant.IsNull ? other.NullableAnnotation == NullableAnnotation.Annotated
            : other.Type.Admits(constant) || (!isTyped && IsNumber(constant) && other.Type.Underlying().IsNumber());
        return fits ? null : new Flaw($"compares {other.Name} with a value that a {Type(other)} never has");
    }

    private static bool IsNumber(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Primitive && Constants.Number(constant.Value!) is { } number && !double.IsNaN(number);

    private static string Type(IPropertySymbol property) => property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
