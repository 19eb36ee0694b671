using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The tests of one rule, by Roslyn's test library.</summary>
/// <param name="id">The id of the rule; null for an analyzer that has only one.</param>
/// <typeparam name="TAnalyzer">The rule's analyzer.</typeparam>
public abstract class RuleTest<TAnalyzer>(string? id = null)
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private protected string Id { get; } = id ?? new TAnalyzer().SupportedDiagnostics.Single().Id;

    /// <summary>Passes where the rule speaks at the marks and nowhere else, with these messages where they are given.</summary>
    /// <param name="marked">Source that the compiler accepts.</param>
    /// <param name="messages">What the rule says, in order; none to leave that open.</param>
    protected Task Says(string marked, params string[] messages) => Says(DiagnosticSeverity.Error, marked, messages);

    /// <inheritdoc cref="Says(string, string[])"/>
    protected Task Says(DiagnosticSeverity severity, string marked, params string[] messages)
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

    /// <summary>Passes where the rule has nothing to say about source that the compiler accepts.</summary>
    protected Task IsSilent(string source) => Test(source).RunAsync();

    /// <summary>Passes where the rule has nothing to say about source in a project without LossDsl.</summary>
    protected Task IsSilentWithoutLossDsl(string source)
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
