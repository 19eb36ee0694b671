namespace LossDsl.Roslyn.Configs;

/// <summary>The value of a setting that a new config does not set.</summary>
/// <param name="IsKnown">Whether the value is known. Initializers in referenced assemblies and assignments in constructors are
/// not visible.</param>
/// <param name="Value">The value.</param>
/// <param name="IsImplicit">Whether the property has no initializer, so that the value is that of its type.</param>
internal readonly record struct DeclaredDefault(bool IsKnown, object? Value, bool IsImplicit = false);
