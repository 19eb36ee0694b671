using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.Configs;

/// <summary>The generator's model of a config record.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why the generated members throw; null if the declaration is valid.</param>
/// <param name="Settings">The settings, those of base records first.</param>
/// <param name="Description">The summary of the record's documentation as plain text; null if there is none.</param>
internal sealed record ConfigModel(
    Declaration Declaration, DeclarationError? DeclarationError, EquatableArray<SettingModel> Settings, string? Description) : IDeclarationModel;

/// <summary>The generator's model of a setting.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The key in config files.</param>
/// <param name="Type">The type as C# source, without a trailing <c>?</c>.</param>
/// <param name="Kind">The kind of the type.</param>
/// <param name="IsRequired">Whether a config file must have the key.</param>
/// <param name="IsNullable">Whether null is a legal value.</param>
/// <param name="Range">The legal range of numbers; null for any number.</param>
/// <param name="AllowedValues">The legal values as C# source; empty for any value.</param>
/// <param name="Rules">The rules between this setting and others.</param>
/// <param name="Summary">The summary of the property's documentation as XML; null if there is none.</param>
/// <param name="Description">The summary as plain text, also if the compiler does not parse documentation comments.</param>
internal sealed record SettingModel(
    string Name,
    string Key,
    string Type,
    ConfigKind Kind,
    bool IsRequired,
    bool IsNullable,
    ValueRange? Range,
    EquatableArray<string> AllowedValues,
    EquatableArray<FieldRuleModel> Rules,
    string? Summary,
    string? Description);

/// <summary>A rule between a setting and another one.</summary>
/// <param name="Kind">What the rule demands.</param>
/// <param name="Other">The property name of the other setting.</param>
/// <param name="Value">The value that the other setting is compared with, as C# source; null if the kind of rule has none.</param>
internal sealed record FieldRuleModel(FieldRuleKind Kind, string Other, string? Value);

/// <summary>The kinds of values in config files. The names are those of the runtime methods that read them.</summary>
internal enum ConfigKind
{
    Bool,
    Int,
    Long,
    Float,
    Double,
    String,
    Enum,
}
