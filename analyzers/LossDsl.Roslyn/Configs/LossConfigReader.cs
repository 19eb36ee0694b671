using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the declaration of a config.</summary>
internal static class LossConfigReader
{
    /// <summary>The model of a config and the diagnostics of its declaration.</summary>
    public static ConfigDeclarationResult Read(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation)
    {
        var (role, diagnostics) = (Role.LossConfig(symbols), new DiagnosticBag(type, cancellation));
        var declaration = DeclarationReader.Read(role, symbols, diagnostics);
        var properties = type.GetAllProperties();
        var names = properties.Where(SettingTypes.IsSetting).ToList();
        var settings = new List<DeclaredSetting>();
        foreach (var property in properties)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!property.IsSetting())
                FieldRuleReader.CheckStray(property, symbols, diagnostics);
            else if (SettingReader.Read(property, names, symbols, diagnostics) is { } setting)
                settings.Add(setting);
        }

        UniqueKeys.Check(
            settings.Select(setting => (setting.Property, setting.Field.Key, SettingReader.GetKeyLocation(setting.Property, symbols, cancellation))),
            diagnostics);
        ConstructibleRecord.Check("setting", member => member is IPropertySymbol property && property.IsSetting(), diagnostics);
        if (diagnostics.DeclarationError is null)
            Defaults.Check(settings, diagnostics);
        var model = declaration is null ? null : new ConfigModel(
            declaration,
            DeclarationReader.GetError(role, symbols, diagnostics),
            settings.Select(setting => setting.ToModel(cancellation)).ToEquatableArray(),
            Documentation.GetDescription(type, cancellation));
        return new ConfigDeclarationResult(type, model, [.. settings], diagnostics.OwnDiagnostics, diagnostics.DeclarationError is null);
    }
}
