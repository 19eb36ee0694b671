using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the rules between a setting and others; LDSL1007 says where one of them makes no sense.</summary>
internal static class FieldRuleReader
{
    /// <summary>The id of the rule about rules.</summary>
    public const string Id = "LDSL1007";

    /// <summary>The hint that holds the setting that was probably meant, as code names it.</summary>
    public const string Meant = "meant";

    /// <summary>The rules that a setting carries, each with the other setting.</summary>
    public static IReadOnlyList<(FieldRule Rule, IPropertySymbol Other)> Read(
        IPropertySymbol owner, IReadOnlyList<IPropertySymbol> settings, Vocabulary vocabulary, Problems problems) =>
        [.. owner.GetAttributes().Select(attribute => Read(attribute, owner, settings, vocabulary, problems)).OfType<(FieldRule, IPropertySymbol)>()];

    /// <summary>Notes rules on a property that is no setting.</summary>
    public static void CheckStray(IPropertySymbol property, Vocabulary vocabulary, Problems problems)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (Kind(attribute, vocabulary) is { } kind)
                Report(attribute, property, kind, "stands on no setting of a [LossConfig]", problems);
        }
    }

    /// <summary>Notes a mistake of a rule.</summary>
    public static void Report(
        AttributeData attribute, IPropertySymbol owner, string kind, string problem, Problems problems, bool isAboutName = false, string? meant = null) =>
        problems.Add(
            Id,
            owner,
            (isAboutName ? attribute.Argument(problems.Cancellation)?.GetLocation() : null) ?? attribute.Place(owner, problems.Cancellation),
            $"The rule [{kind}] of {owner.Name} {problem}",
            meant is null ? null : Meant,
            meant);

    /// <summary>Notes that a rule names something that is no setting.</summary>
    public static void ReportUnknown(
        AttributeData attribute, IPropertySymbol owner, string kind, string name, INamedTypeSymbol config, IEnumerable<IPropertySymbol> settings,
        string prefix, Problems problems)
    {
        var meant = NearestName.Of(name, settings.Select(setting => setting.Name));
        Report(
            attribute,
            owner,
            kind,
            $"names '{name}', which is no setting of {config.Name}" + (meant is null ? "" : $"; did you mean '{meant}'?"),
            problems,
            isAboutName: true,
            meant is null ? null : prefix + meant);
    }

    /// <summary>The name that a rule gives; null where it gives none, which is noted.</summary>
    public static string? Name(AttributeData attribute, IPropertySymbol owner, string kind, Problems problems)
    {
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }])
            return name;
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, IsNull: true }])
            Report(attribute, owner, kind, "names no setting", problems, isAboutName: true);
        else
            problems.DoesNotCompile(owner);
        return null;
    }

    private static (FieldRule, IPropertySymbol)? Read(
        AttributeData attribute, IPropertySymbol owner, IReadOnlyList<IPropertySymbol> settings, Vocabulary vocabulary, Problems problems)
    {
        if (Kind(attribute, vocabulary) is not { } kind || Name(attribute, owner, kind, problems) is not { } name)
            return null;
        if (name == owner.Name)
            Report(attribute, owner, kind, "names the setting itself", problems, isAboutName: true);
        else if (settings.FirstOrDefault(setting => setting.Name == name) is not { } other)
            ReportUnknown(attribute, owner, kind, name, owner.ContainingType, settings, prefix: "", problems);
        else if (kind is "RequiredWhen" or "ForbiddenWhen")
            return ByValue(attribute, owner, other, kind, vocabulary, problems) is { } rule ? (rule, other) : null;
        else if (kind == "ConflictsWith" && Demands(owner, other, vocabulary))
            Report(attribute, owner, kind, $"contradicts [Requires] of the same two settings: {owner.Name} could never be set", problems);
        else
            return (new FieldRule(kind == "Requires" ? FieldRuleKind.Requires : FieldRuleKind.ConflictsWith, name), other);
        return null;
    }

    private static FieldRule? ByValue(
        AttributeData attribute, IPropertySymbol owner, IPropertySymbol other, string kind, Vocabulary vocabulary, Problems problems)
    {
        if (ComparedValue.Read(attribute, other, isTyped: true, vocabulary, out var problem) is { } value)
        {
            var rule = (kind, value.Is) switch
            {
                ("RequiredWhen", true) => FieldRuleKind.RequiredWhenIs,
                ("RequiredWhen", false) => FieldRuleKind.RequiredWhenIsNot,
                (_, true) => FieldRuleKind.ForbiddenWhenIs,
                _ => FieldRuleKind.ForbiddenWhenIsNot,
            };
            return new FieldRule(rule, other.Name) { Value = value.Typed(other.Type) };
        }

        if (problem is null)
            problems.DoesNotCompile(owner);
        else
            Report(attribute, owner, kind, problem, problems);
        return null;
    }

    private static string? Kind(AttributeData attribute, Vocabulary vocabulary) =>
        attribute.AttributeClass.Is(vocabulary.Requires) ? "Requires"
        : attribute.AttributeClass.Is(vocabulary.ConflictsWith) ? "ConflictsWith"
        : attribute.AttributeClass.Is(vocabulary.RequiredWhen) ? "RequiredWhen"
        : attribute.AttributeClass.Is(vocabulary.ForbiddenWhen) ? "ForbiddenWhen"
        : null;

    // A setting that must be set where this one is cannot be forbidden there, whichever of the two says so.
    private static bool Demands(IPropertySymbol owner, IPropertySymbol other, Vocabulary vocabulary) =>
        owner.GetAttributes().Any(attribute => attribute.AttributeClass.Is(vocabulary.Requires)
            && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] && name == other.Name);
}
