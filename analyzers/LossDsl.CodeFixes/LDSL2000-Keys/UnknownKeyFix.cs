using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2002: writes the nearest key that the contract knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownKeyFix)), Shared]
public sealed class UnknownKeyFix() : SpellingFix(KeysMustBeKnown.Rule);
