using LossDsl.Roslyn.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads which setting requires a tensor.</summary>
internal static class ConditionReader
{
    /// <summary>The condition of a tensor; null where there is none.</summary>
    /// <remarks>Of a condition that makes no sense only the type of the configuration is right, for which methods are generated.</remarks>
    public static ConditionModel? Read(IPropertySymbol property, Vocabulary vocabulary, Problems problems)
    {
        if (Attribute(property, vocabulary) is not { } attribute)
            return null;
        if (attribute.AttributeClass!.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } config])
        {
            problems.DoesNotCompile(property);
            return null;
        }

        var condition = new ConditionModel(
            config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Access(config), Setting: "", Key: "", Is: true, Value: "null");
        if (FieldRuleReader.Name(attribute, property, "RequiredWhen", problems) is not { } name)
            return condition;
        var settings = config.AllProperties().Where(candidate => candidate is { IsStatic: false, GetMethod: not null }).ToList();
        if (settings.Find(candidate => candidate.Name == name) is not { } setting)
            FieldRuleReader.ReportUnknown(attribute, property, "RequiredWhen", name, config, settings, prefix: config.Name + ".", problems);
        else if (property.NullableAnnotation != NullableAnnotation.Annotated)
            Report("has no effect: a tensor that cannot be null is always required");
        else if (!vocabulary.Compilation.IsSymbolAccessibleWithin(setting.GetMethod!, problems.Type))
            Report($"names '{name}', which {problems.Type.Name} cannot reach");
        else if (Value(attribute, property, setting, vocabulary, problems) is var (isEqual, literal))
            return condition with { Setting = CSharp.Identifier(name), Key = SettingReader.Key(setting, vocabulary), Is = isEqual, Value = literal };
        return condition;

        void Report(string problem) => FieldRuleReader.Report(attribute, property, "RequiredWhen", problem, problems);
    }

    /// <summary>The configuration whose setting requires a tensor, as code names it; null where none does.</summary>
    public static string? Config(IPropertySymbol property, Vocabulary vocabulary) =>
        Attribute(property, vocabulary)?.AttributeClass?.TypeArguments is [{ TypeKind: not TypeKind.Error } config]
            ? config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : null;

    private static AttributeData? Attribute(IPropertySymbol property, Vocabulary vocabulary) => property.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass?.OriginalDefinition.Is(vocabulary.TensorRequiredWhen) is true);

    private static (bool Is, string Literal)? Value(
        AttributeData attribute, IPropertySymbol property, IPropertySymbol setting, Vocabulary vocabulary, Problems problems)
    {
        if (ComparedValue.Read(attribute, setting, isTyped: false, vocabulary, out var problem) is { } value)
        {
            if (value.Constant is not { } constant)
                return (true, "true");
            if (Literals.Of(constant) is { } literal)
                return (value.Is, literal);
        }

        if (problem is null)
            problems.DoesNotCompile(property);
        else
            FieldRuleReader.Report(attribute, property, "RequiredWhen", problem, problems);
        return null;
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
