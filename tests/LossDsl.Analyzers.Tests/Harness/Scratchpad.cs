using System.Collections.Immutable;
using LossDsl.Analyzers.Declarations;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>Analyzes many sources in one project, as an editor does, so that references are loaded once.</summary>
internal sealed class Scratchpad
{
    /// <summary>The line that separates the files of a source.</summary>
    private const string NextFile = "\n// Another file\n";

    private static readonly Task<Scratchpad> Ready = Open();

    private readonly Compilation _project;
    private readonly CSharpParseOptions _parsing;

    private Scratchpad(Compilation project, CSharpParseOptions parsing) => (_project, _parsing) = (project, parsing);

    /// <summary>All analyzers.</summary>
    public static DiagnosticAnalyzer[] Analyzers { get; } =
    [
        .. typeof(DeclarationsMustBeWellFormed).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The diagnostics of all analyzers and of the generator. An exception of one of them is a diagnostic, too.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(string source)
    {
        var (compilation, generator) = await Compiled(source);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, analyzer, _) => throw new InvalidOperationException($"{analyzer.GetType().Name} threw at:\n{source}", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var said = await compilation.WithAnalyzers([.. Analyzers], options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(said, diagnostic => diagnostic.Id == "AD0001");
        return said.AddRange(generator);
    }

    /// <summary>The errors of the compiler.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Errors(string source) =>
        [.. (await Compiled(source)).Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static async Task<(Compilation Compilation, ImmutableArray<Diagnostic> Generator)> Compiled(string source)
    {
        var pad = await Ready;
        var driver = CSharpGeneratorDriver.Create([new LossDslGenerator().AsSourceGenerator()], parseOptions: pad._parsing);
        driver.RunGeneratorsAndUpdateCompilation(
            pad._project.AddSyntaxTrees(source.Split(NextFile).Select((file, i) => CSharpSyntaxTree.ParseText(file, pad._parsing, i == 0 ? "/Test.cs" : $"/Test{i}.cs"))), out var compilation, out var said);
        return (compilation, said);
    }

    private static async Task<Scratchpad> Open()
    {
        var empty = Workbench.Document("").Project;
        var compilation = (await empty.GetCompilationAsync())!;
        return new Scratchpad(
            compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => tree.FilePath == "/Test.cs")),
            (CSharpParseOptions)empty.ParseOptions!);
    }
}
