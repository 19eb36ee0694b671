using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Flow;

/// <summary>A mistake that was found on the way through a method.</summary>
/// <param name="Rule">The id of the rule that it breaks.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong, and the way out.</param>
/// <param name="Properties">What a fix must know.</param>
internal sealed record Finding(string Rule, Location Place, string Message, ImmutableDictionary<string, string?> Properties);
