using System.Collections.Immutable;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>A config as its symbols declare it.</summary>
/// <param name="Schema">Its settings, as a program has them at run time.</param>
/// <param name="Defaults">What each of them is where a file leaves it out.</param>
internal sealed record DeclaredConfig(ConfigSchema Schema, ImmutableArray<DeclaredDefault> Defaults);

/// <summary>What a setting is where a file leaves it out.</summary>
/// <param name="IsKnown">Whether the compiler can tell: of a library it sees no initializers, nor what constructors do.</param>
/// <param name="Value">The value.</param>
internal readonly record struct DeclaredDefault(bool IsKnown, object? Value);
