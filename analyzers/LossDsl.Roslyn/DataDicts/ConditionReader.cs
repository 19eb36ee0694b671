using LossDsl.Roslyn.Configs;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads the <c>[RequiredWhen&lt;TConfig&gt;]</c> of a tensor: the setting that makes the tensor required.</summary>
internal static class ConditionReader
{
    /// <summary>The condition of a tensor; null if there is none.</summary>
    /// <remarks>Of an invalid condition only the config type is meaningful: the generated signatures depend on it.</remarks>
    public static ConditionModel? Read(IPropertySymbol property, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (Attribute(property, symbols) is not { } attribute)
            return null;
        if (attribute.AttributeClass!.TypeArguments is not [INamedTypeSymbol { TypeKind: not TypeKind.Error } config])
        {
            diagnostics.MarkAsCompilerError(property);
            return null;
        }

        var condition = new ConditionModel(
            config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Access(config), Setting: "", Key: "", Is: true, Value: "null");
        if (FieldRuleReader.ReadSettingName(attribute, property, "RequiredWhen", diagnostics) is not { } name)
            return condition;
        var settings = config.GetAllProperties().Where(candidate => candidate is { IsStatic: false, GetMethod: not null }).ToList();
        if (settings.Find(candidate => candidate.Name == name) is not { } setting)
            FieldRuleReader.ReportUnknown(attribute, property, "RequiredWhen", name, config, settings, prefix: config.Name + ".", diagnostics);
        else if (property.NullableAnnotation != NullableAnnotation.Annotated)
            Report("has no effect: a tensor that cannot be null is always required");
        else if (!symbols.Compilation.IsSymbolAccessibleWithin(setting.GetMethod!, diagnostics.Type))
            Report($"names '{name}', which {diagnostics.Type.Name} cannot reach");
        else if (Value(attribute, property, setting, symbols, diagnostics) is var (isEqual, literal))
            return condition with { Setting = CSharp.EscapeIdentifier(name), Key = SettingReader.GetKey(setting, symbols), Is = isEqual, Value = literal };
        return condition;

        void Report(string problem) => FieldRuleReader.Report(attribute, property, "RequiredWhen", problem, diagnostics);
    }

    /// <summary>The config type of a tensor's condition as C# source; null if there is none.</summary>
    public static string? GetConfigType(IPropertySymbol property, KnownSymbols symbols) =>
        Attribute(property, symbols)?.AttributeClass?.TypeArguments is [{ TypeKind: not TypeKind.Error } config]
            ? config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : null;

    private static AttributeData? Attribute(IPropertySymbol property, KnownSymbols symbols) => property.GetAttributes().FirstOrDefault(
        attribute => attribute.AttributeClass?.OriginalDefinition.Is(symbols.TensorRequiredWhenAttribute) is true);

    private static (bool Is, string Literal)? Value(
        AttributeData attribute, IPropertySymbol property, IPropertySymbol setting, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        if (ComparedValue.Read(attribute, setting, isTyped: false, symbols, out var problem) is { } value)
        {
            if (value.Constant is not { } constant)
                return (true, "true");
            if (Literals.Format(constant) is { } literal)
                return (value.Is, literal);
        }

        if (problem is null)
            diagnostics.MarkAsCompilerError(property);
        else
            FieldRuleReader.Report(attribute, property, "RequiredWhen", problem, diagnostics);
        return null;
    }

    // A method cannot be more accessible than the types in its signature.
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
