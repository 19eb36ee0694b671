using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>The result of reading the declaration of a config.</summary>
/// <param name="Type">The record.</param>
/// <param name="Model">The generator's input; null if the record cannot be completed by another file.</param>
/// <param name="Settings">The settings, with what the analyzers need beyond the model.</param>
/// <param name="Diagnostics">The diagnostics of the declaration itself, without those of base records.</param>
/// <param name="IsValid">Whether neither the declaration nor its base records have a diagnostic that is an error.</param>
internal sealed record ConfigDeclarationResult(
    INamedTypeSymbol Type, ConfigModel? Model, ImmutableArray<DeclaredSetting> Settings, ImmutableArray<DeclarationDiagnostic> Diagnostics, bool IsValid)
{
    /// <summary>The schema that the generated code has at run time.</summary>
    public ConfigSchema Schema { get; } = new(Type.Name, [.. Settings.Select(setting => setting.Field)]);
}
