using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>What one reading of a config gives.</summary>
/// <param name="Type">The record.</param>
/// <param name="Model">What the generator writes; null where the record cannot be completed.</param>
/// <param name="Settings">The settings as rules compare them.</param>
/// <param name="Problems">The mistakes of the declaration itself, bases excluded.</param>
/// <param name="IsValid">Whether it has no mistake, bases included.</param>
internal sealed record ConfigDeclarationResult(
    INamedTypeSymbol Type, ConfigModel? Model, ImmutableArray<DeclaredSetting> Settings, ImmutableArray<DeclarationDiagnostic> Diagnostics, bool IsValid)
{
    /// <summary>The config as data, as a program has it.</summary>
    public ConfigSchema Schema { get; } = new(Type.Name, [.. Settings.Select(setting => setting.Field)]);
}
