namespace LossDsl.Roslyn.Configs;

/// <summary>What a setting is where it is left out.</summary>
/// <param name="IsKnown">Whether the compiler can tell: of a library it sees no initializers, nor what constructors do.</param>
/// <param name="Value">The value.</param>
/// <param name="IsImplicit">Whether no initializer gives it.</param>
internal readonly record struct DeclaredDefault(bool IsKnown, object? Value, bool IsImplicit = false);
