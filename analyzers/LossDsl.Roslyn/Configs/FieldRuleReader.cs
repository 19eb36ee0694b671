using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the rules between a setting and others, and reports invalid ones (LDSL1007).</summary>
internal static class FieldRuleReader
{
    public const string Id = "LDSL1007";

    /// <summary>The diagnostic property that holds the property name of the setting that was probably meant.</summary>
    public const string SuggestionKey = "meant";

    /// <summary>The rules that a setting's attributes declare, each with the other setting.</summary>
    public static IReadOnlyList<(FieldRule Rule, IPropertySymbol Other)> Read(
        IPropertySymbol owner, IReadOnlyList<IPropertySymbol> settings, KnownSymbols symbols, DiagnosticBag diagnostics) =>
        [.. owner.GetAttributes().Select(attribute => Read(attribute, owner, settings, symbols, diagnostics)).OfType<(FieldRule, IPropertySymbol)>()];

    /// <summary>Reports rules on a property that is not a setting.</summary>
    public static void CheckStray(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (Kind(attribute, symbols) is { } kind)
                Report(attribute, property, kind, "is not on a setting of a [LossConfig]", diagnostics);
        }
    }

    /// <summary>Reports an invalid rule.</summary>
    public static void Report(
        AttributeData attribute, IPropertySymbol owner, string kind, string problem, DiagnosticBag diagnostics, bool isAboutName = false, string? meant = null) =>
        diagnostics.AddError(
            Id,
            owner,
            (isAboutName ? attribute.GetArgumentExpression(diagnostics.Cancellation)?.GetLocation() : null) ?? attribute.GetLocation(owner, diagnostics.Cancellation),
            $"The rule [{kind}] of {owner.Name} {problem}",
            meant is null ? null : SuggestionKey,
            meant);

    /// <summary>Reports a rule that names something other than a setting of the config.</summary>
    public static void ReportUnknown(
        AttributeData attribute, IPropertySymbol owner, string kind, string name, INamedTypeSymbol config, IEnumerable<IPropertySymbol> settings,
        string prefix, DiagnosticBag diagnostics)
    {
        var meant = NearestName.Find(name, settings.Select(setting => setting.Name));
        Report(
            attribute,
            owner,
            kind,
            $"names '{name}', which is not a setting of {config.Name}" + (meant is null ? "" : $"; did you mean '{meant}'?"),
            diagnostics,
            isAboutName: true,
            meant is null ? null : prefix + meant);
    }

    /// <summary>The name that a rule's attribute gives. If it gives none, this is reported and null is returned.</summary>
    public static string? ReadSettingName(AttributeData attribute, IPropertySymbol owner, string kind, DiagnosticBag diagnostics)
    {
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }])
            return name;
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, IsNull: true }])
            Report(attribute, owner, kind, "names no setting", diagnostics, isAboutName: true);
        else
            diagnostics.MarkAsCompilerError(owner);
        return null;
    }

    private static (FieldRule, IPropertySymbol)? Read(
        AttributeData attribute, IPropertySymbol owner, IReadOnlyList<IPropertySymbol> settings, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (Kind(attribute, symbols) is not { } kind || ReadSettingName(attribute, owner, kind, diagnostics) is not { } name)
            return null;
        if (name == owner.Name)
            Report(attribute, owner, kind, "names the setting itself", diagnostics, isAboutName: true);
        else if (settings.FirstOrDefault(setting => setting.Name == name) is not { } other)
            ReportUnknown(attribute, owner, kind, name, owner.ContainingType, settings, prefix: "", diagnostics);
        else if (kind is "RequiredWhen" or "ForbiddenWhen")
            return ByValue(attribute, owner, other, kind, symbols, diagnostics) is { } rule ? (rule, other) : null;
        else if (kind == "ConflictsWith" && Demands(owner, other, symbols))
            Report(attribute, owner, kind, $"contradicts [Requires] of the same two settings: {owner.Name} could never be set", diagnostics);
        else if (kind == "AtMost" && !(IsNumber(owner.Type) && IsNumber(other.Type)))
            Report(attribute, owner, kind, $"compares it with {other.Name}, but {(IsNumber(owner.Type) ? other : owner).Name} is not a number", diagnostics);
        else
            return (new FieldRule(WithoutValue(kind), name), other);
        return null;
    }

    private static FieldRule? ByValue(
        AttributeData attribute, IPropertySymbol owner, IPropertySymbol other, string kind, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (ComparedValue.Read(attribute, other, isTyped: true, symbols, out var problem) is { } value)
        {
            var rule = (kind, value.Is) switch
            {
                ("RequiredWhen", true) => FieldRuleKind.RequiredWhenIs,
                ("RequiredWhen", false) => FieldRuleKind.RequiredWhenIsNot,
                (_, true) => FieldRuleKind.ForbiddenWhenIs,
                _ => FieldRuleKind.ForbiddenWhenIsNot,
            };
            return new FieldRule(rule, other.Name) { Value = value.ConvertTo(other.Type) };
        }

        if (problem is null)
            diagnostics.MarkAsCompilerError(owner);
        else
            Report(attribute, owner, kind, problem, diagnostics);
        return null;
    }

    private static string? Kind(AttributeData attribute, KnownSymbols symbols) =>
        attribute.AttributeClass.Is(symbols.RequiresAttribute) ? "Requires"
        : attribute.AttributeClass.Is(symbols.ConflictsWithAttribute) ? "ConflictsWith"
        : attribute.AttributeClass.Is(symbols.AtMostAttribute) ? "AtMost"
        : attribute.AttributeClass.Is(symbols.RequiredWhenAttribute) ? "RequiredWhen"
        : attribute.AttributeClass.Is(symbols.ForbiddenWhen) ? "ForbiddenWhen"
        : null;

    private static FieldRuleKind WithoutValue(string kind) => kind switch
    {
        "Requires" => FieldRuleKind.Requires,
        "ConflictsWith" => FieldRuleKind.ConflictsWith,
        _ => FieldRuleKind.AtMost,
    };

    private static bool IsNumber(ITypeSymbol type) => type.GetConfigKind()
        is ConfigKind.Int or ConfigKind.Long or ConfigKind.Float or ConfigKind.Double;

    // A setting that must be set together with this one cannot also be forbidden then. Either of the two may declare the rule.
    private static bool Demands(IPropertySymbol owner, IPropertySymbol other, KnownSymbols symbols) =>
        owner.GetAttributes().Any(attribute => attribute.AttributeClass.Is(symbols.RequiresAttribute)
            && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] && name == other.Name);
}
