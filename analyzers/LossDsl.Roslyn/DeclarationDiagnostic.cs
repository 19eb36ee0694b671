using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>A diagnostic of a declaration, before it becomes a Roslyn <c>Diagnostic</c>.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Owner">The type or member that the diagnostic is about.</param>
/// <param name="Location">The location.</param>
/// <param name="Message">The message.</param>
/// <param name="Properties">The diagnostic properties, which the code fix reads.</param>
internal sealed record DeclarationDiagnostic(
    string Rule, ISymbol Owner, Location Location, string Message, ImmutableDictionary<string, string?> Properties);
