using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The projects of <see cref="Workbench"/>, for Roslyn's test library.</summary>
internal static class TestProject
{
    /// <summary>The path of the file under test.</summary>
    public const string File = "/Test.cs";

    private const string UsingsFile = "/Usings.cs";

    // The references are the assemblies that the tests run with: nothing is downloaded.
    private static readonly ReferenceAssemblies NoPackages = new("net10.0");

    /// <summary>Sets up a project as users have it, in which an analyzer reports one of its rules alone.</summary>
    public static void SetUp(AnalyzerTest<DefaultVerifier> test, DiagnosticAnalyzer analyzer, string id, string source)
    {
        SetUp(test, analyzer, id);
        SetUp(test.TestState, source);
    }

    /// <summary>Gives such a project its sources and references.</summary>
    public static void SetUp(SolutionState state, string source) => SetUp(state, source, Workbench.Usings, [.. Workbench.Platform, .. Workbench.Library]);

    /// <summary>Sets up a project that does not reference LossDsl.</summary>
    public static void SetUpWithoutLossDsl(AnalyzerTest<DefaultVerifier> test, DiagnosticAnalyzer analyzer, string id, string source)
    {
        SetUp(test, analyzer, id);
        SetUp(test.TestState, source, "global using System;", Workbench.Platform);
    }

    /// <summary>The generators of a project: ours, where the project references LossDsl.</summary>
    public static IEnumerable<Type> GetGenerators(AnalyzerTest<DefaultVerifier> test) =>
        test.TestState.AdditionalReferences.Count > Workbench.Platform.Length ? [typeof(LossDslGenerator)] : [];

    /// <summary>What a test expects: a rule at a span of the file under test.</summary>
    public static DiagnosticResult At(this DiagnosticResult expected, LinePositionSpan span) => expected.WithSpan(
        File, span.Start.Line + 1, span.Start.Character + 1, span.End.Line + 1, span.End.Character + 1);

    private static void SetUp(SolutionState state, string source, string usings, IEnumerable<MetadataReference> references)
    {
        state.Sources.Add((File, source));
        state.Sources.Add((UsingsFile, usings));
        state.AdditionalReferences.AddRange(references);
        state.MarkupHandling = MarkupMode.None;
    }

    private static void SetUp(AnalyzerTest<DefaultVerifier> test, DiagnosticAnalyzer analyzer, string id)
    {
        test.ReferenceAssemblies = NoPackages;
        test.DisabledDiagnostics.AddRange(analyzer.SupportedDiagnostics.Select(rule => rule.Id).Where(other => other != id));
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
    }
}
