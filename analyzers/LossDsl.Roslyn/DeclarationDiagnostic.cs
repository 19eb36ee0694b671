using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>A mistake in a declaration.</summary>
/// <param name="Rule">The id of the rule that it breaks.</param>
/// <param name="Owner">The type or the member that it is a mistake of.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Message">What is wrong, and the way out.</param>
/// <param name="Properties">What the fix of the rule must know.</param>
internal sealed record DeclarationDiagnostic(
    string Rule, ISymbol Owner, Location Location, string Message, ImmutableDictionary<string, string?> Properties);
