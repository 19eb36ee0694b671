using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2004: writes the nearest metric that the record has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownMetricFix)), Shared]
public sealed class UnknownMetricFix() : SpellingFix(MetricsMustBeKnown.Rule);
