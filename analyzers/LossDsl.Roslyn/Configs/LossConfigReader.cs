using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>Reads the declaration of a config.</summary>
internal static class LossConfigReader
{
    /// <summary>The model of a config with the mistakes of its declaration.</summary>
    public static ConfigReading Read(INamedTypeSymbol type, Vocabulary vocabulary, CancellationToken cancellation)
    {
        var (role, problems) = (Role.LossConfig(vocabulary), new Problems(type, cancellation));
        var declaration = DeclarationReader.Read(role, vocabulary, problems);
        var properties = type.AllProperties();
        var names = properties.Where(SettingTypes.IsSetting).ToList();
        var settings = new List<DeclaredSetting>();
        foreach (var property in properties)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!property.IsSetting())
                FieldRuleReader.CheckStray(property, vocabulary, problems);
            else if (SettingReader.Read(property, names, vocabulary, problems) is { } setting)
                settings.Add(setting);
        }

        UniqueKeys.Check(
            settings.Select(setting => (setting.Property, setting.Field.Key, SettingReader.KeyPlace(setting.Property, vocabulary, cancellation))),
            problems);
        ConstructibleRecord.Check("setting", member => member is IPropertySymbol property && property.IsSetting(), problems);
        if (problems.Fault is null)
            Defaults.Check(settings, problems);
        var model = declaration is null ? null : new ConfigModel(
            declaration,
            DeclarationReader.Fault(role, vocabulary, problems),
            settings.Select(setting => setting.Model(cancellation)).ToEquatableArray(),
            Documentation.Description(type, cancellation));
        return new ConfigReading(type, model, [.. settings], problems.Own, problems.Fault is null);
    }
}
