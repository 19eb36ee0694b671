using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Configs;

/// <summary>A rule between two settings of a config, as attributes declare it.</summary>
/// <param name="Owner">The setting that carries it.</param>
/// <param name="Other">The other setting.</param>
/// <param name="Rule">The rule, with a value of the other one's type.</param>
internal sealed record DeclaredFieldRule(IPropertySymbol Owner, IPropertySymbol Other, FieldRule Rule)
{
    /// <summary>The well-formed rules of a config; what is malformed is said where it is declared.</summary>
    public static IEnumerable<DeclaredFieldRule> Of(INamedTypeSymbol config, Vocabulary vocabulary)
    {
        var settings = config.AllProperties().Where(ConfigTypes.IsSetting).ToList();
        foreach (var owner in settings)
        {
            foreach (var attribute in owner.GetAttributes())
            {
                if (Kind(attribute, vocabulary) is var (kind, value)
                    && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }]
                    && settings.FirstOrDefault(setting => setting.Name == name) is { } other)
                    yield return new DeclaredFieldRule(owner, other, new FieldRule(kind, other.Name) { Value = other.Type.Typed(value) });
            }
        }
    }

    private static (FieldRuleKind Kind, object? Value)? Kind(AttributeData attribute, Vocabulary vocabulary)
    {
        if (attribute.AttributeClass.Is(vocabulary.Requires))
            return (FieldRuleKind.Requires, null);
        if (attribute.AttributeClass.Is(vocabulary.ConflictsWith))
            return (FieldRuleKind.ConflictsWith, null);
        if (!attribute.AttributeClass.Is(vocabulary.RequiredWhen))
            return null;
        return attribute.NamedArguments switch
        {
            [] => (FieldRuleKind.RequiredWhenIs, true),
            [{ Key: "Is", Value: { Kind: not TypedConstantKind.Array } value }] => (FieldRuleKind.RequiredWhenIs, value.IsNull ? null : Constants.Of(value)),
            [{ Key: "IsNot", Value: { Kind: not TypedConstantKind.Array } value }] => (FieldRuleKind.RequiredWhenIsNot, value.IsNull ? null : Constants.Of(value)),
            _ => null,
        };
    }
}
