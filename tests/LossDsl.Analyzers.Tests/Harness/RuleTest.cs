using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The base of tests of one rule, on Roslyn's test library.</summary>
/// <param name="id">The id of the rule; null for an analyzer that has only one.</param>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
public abstract class RuleTest<TAnalyzer>(string? id = null)
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private protected string Id { get; } = id ?? new TAnalyzer().SupportedDiagnostics.Single().Id;

    /// <summary>Asserts that the rule reports the marked spans and nothing else.</summary>
    /// <param name="marked">Marked source that compiles.</param>
    /// <param name="messages">The expected messages, in order; empty to compare none.</param>
    protected Task Reports(string marked, params string[] messages) => Reports(DiagnosticSeverity.Error, marked, messages);

    /// <inheritdoc cref="Reports(string, string[])"/>
    protected Task Reports(DiagnosticSeverity severity, string marked, params string[] messages)
    {
        var markup = Markup.Read(marked);
        Assert.NotEmpty(markup.Marks);
        if (messages.Length > 0)
            Assert.Equal(markup.Marks.Count, messages.Length);
        var lines = SourceText.From(markup.Source).Lines;
        var test = Test(markup.Source);
        for (var i = 0; i < markup.Marks.Count; i++)
        {
            var expected = new DiagnosticResult(Id, severity).At(lines.GetLinePositionSpan(markup.Marks[i].Span));
            test.TestState.ExpectedDiagnostics.Add(messages.Length > 0 ? expected.WithMessage(messages[i]) : expected);
        }

        return test.RunAsync();
    }

    /// <summary>Asserts that the rule does not report source that compiles.</summary>
    protected Task ReportsNothing(string source) => Test(source).RunAsync();

    /// <summary>Asserts that the rule does not report source in a project that does not reference LossDsl.</summary>
    protected Task ReportsNothingWithoutLossDsl(string source)
    {
        var test = new AnalyzerTest();
        TestProject.SetUpWithoutLossDsl(test, new TAnalyzer(), Id, source);
        return test.RunAsync();
    }

    private AnalyzerTest Test(string source)
    {
        var test = new AnalyzerTest();
        TestProject.SetUp(test, new TAnalyzer(), Id, source);
        return test;
    }

    private sealed class AnalyzerTest : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => Workbench.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => Workbench.CompilationOptions;

        protected override IEnumerable<Type> GetSourceGenerators() => TestProject.GetGenerators(this);
    }
}
