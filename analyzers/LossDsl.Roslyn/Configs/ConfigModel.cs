using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.Configs;

/// <summary>A config, as far as its generated source depends on it.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why its members can only throw; null where the declaration is sound.</param>
/// <param name="Settings">Its settings, those of base records first.</param>
/// <param name="Description">The summary of the record's documentation as plain text, if it has one.</param>
internal sealed record ConfigModel(
    Declaration Declaration, DeclarationError? DeclarationError, EquatableArray<SettingModel> Settings, string? Description) : IDeclarationModel;

/// <summary>A setting of a config.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The key in files.</param>
/// <param name="Type">Its type as in code, without <c>?</c>.</param>
/// <param name="Kind">What kind of type that is.</param>
/// <param name="IsRequired">Whether a file must have the key.</param>
/// <param name="IsNullable">Whether null is a legal value.</param>
/// <param name="Range">The legal numbers, or null for any.</param>
/// <param name="AllowedValues">The only legal values as in code; empty for any.</param>
/// <param name="Rules">Its rules with other settings.</param>
/// <param name="Summary">The summary of the property's documentation, if it has one.</param>
/// <param name="Description">The same as plain text, also where the compiler reads no documentation.</param>
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

/// <summary>A rule with another setting.</summary>
/// <param name="Kind">What it demands.</param>
/// <param name="Other">The other setting's name.</param>
/// <param name="Value">The value that the other one is compared with, as in code; null where the kind has none.</param>
internal sealed record FieldRuleModel(FieldRuleKind Kind, string Other, string? Value);

/// <summary>The kinds of values that a file can hold, named after the methods that read them.</summary>
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
