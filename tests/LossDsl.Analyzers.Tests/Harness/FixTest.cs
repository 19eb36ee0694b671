using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The base of tests of one rule and its code fix.</summary>
/// <param name="id">The id of the rule, if the analyzer has several.</param>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
/// <typeparam name="TFix">The code fix.</typeparam>
public abstract class FixTest<TAnalyzer, TFix>(string? id = null) : RuleTest<TAnalyzer>(id)
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>
    /// Asserts that fixing one diagnostic after the other gives the expected source, that Fix All gives the same, and that
    /// neither the compiler nor the rule reports the result.
    /// </summary>
    protected async Task Fixes(string before, string after)
    {
        var test = await Test(before);
        test.FixedState.InheritanceMode = StateInheritanceMode.Explicit;
        TestProject.SetUp(test.FixedState, after);
        await test.RunAsync();
    }

    /// <summary>Asserts that the rule reports the source, but no fix is offered.</summary>
    protected async Task OffersNoFix(string source)
    {
        var test = await Test(source);
        Assert.Contains(test.TestState.ExpectedDiagnostics, expected => expected.Id == Id);
        test.NumberOfIncrementalIterations = 0;
        test.NumberOfFixAllIterations = 0;
        test.FixedState.InheritanceMode = StateInheritanceMode.AutoInheritAll;
        await test.RunAsync();
    }

    // The expected diagnostics are those that the analyzer reports: their locations are checked by the tests of the rule.
    private async Task<CodeFixTest> Test(string source)
    {
        var test = new CodeFixTest();
        TestProject.SetUp(test, new TAnalyzer(), Id, source);
        var document = Workbench.Document(source);
        var reported = (await Workbench.Analyze(document, new TAnalyzer())).Where(diagnostic => diagnostic.Id == Id).ToList();
        test.TestState.ExpectedDiagnostics.AddRange(reported.Concat(await Workbench.Errors(document)).Select(Expect));
        test.NumberOfIncrementalIterations = -reported.Count;
        test.NumberOfFixAllIterations = -1;
        return test;
    }

    private static DiagnosticResult Expect(Diagnostic diagnostic) =>
        new DiagnosticResult(diagnostic.Id, diagnostic.Severity).At(diagnostic.Location.GetLineSpan().Span).WithMessage(diagnostic.GetMessage());

    private sealed class CodeFixTest : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => Workbench.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => Workbench.CompilationOptions;

        protected override IEnumerable<Type> GetSourceGenerators() => TestProject.GetGenerators(this);
    }
}
