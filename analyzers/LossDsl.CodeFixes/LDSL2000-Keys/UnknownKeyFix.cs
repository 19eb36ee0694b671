using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2002: replaces an unknown key by the nearest declared one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownKeyFix)), Shared]
public sealed class UnknownKeyFix() : SpellingFix(KeysMustBeKnown.Rule);
