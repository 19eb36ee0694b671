using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2004: replaces an unknown metric by the nearest one of the record.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownMetricFix)), Shared]
public sealed class UnknownMetricFix() : SpellingFix(MetricsMustBeKnown.Rule);
