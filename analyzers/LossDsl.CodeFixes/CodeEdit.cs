using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes;

/// <summary>The fix of one diagnostic.</summary>
/// <param name="Title">The title of the code action.</param>
/// <param name="Apply">Applies the fix. Nodes are those of the original document; the editor tracks them through other
/// fixes.</param>
public sealed record CodeEdit(string Title, Action<SyntaxEditor> Apply);
