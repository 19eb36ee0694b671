using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes;

/// <summary>One mend of one diagnostic.</summary>
/// <param name="Title">What it does, as the menu shows it.</param>
/// <param name="Apply">Does it. Nodes are those of the original document; the editor follows them through other mends.</param>
public sealed record CodeEdit(string Title, Action<SyntaxEditor> Apply);
