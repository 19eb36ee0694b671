using System.Collections.Immutable;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.Configuration;
using TorchSharp;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>
/// A project like that of a user: it references LossDsl and TorchSharp, runs the generator, and has nullable enabled.
/// </summary>
internal static class Workbench
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using LossDsl;
        global using TorchSharp;
        global using static TorchSharp.torch;
        """;

    // The framework that runs the tests, since no package of reference assemblies is as new as the LossDsl assembly.
    public static ImmutableArray<MetadataReference> Platform { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static ImmutableArray<MetadataReference> Library { get; } =
    [
        MetadataReference.CreateFromFile(typeof(DataDictAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(torch).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IConfiguration).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>A document in such a project.</summary>
    public static Document Document(string source) => Project(Usings, [.. Platform, .. Library])
        .AddAnalyzerReference(new GeneratorReference())
        .AddDocument("Test.cs", source, filePath: "/Test.cs");

    /// <summary>A document in a project that does not reference LossDsl.</summary>
    public static Document ForeignDocument(string source) =>
        Project("global using System;", Platform).AddDocument("Test.cs", source, filePath: "/Test.cs");

    /// <summary>The diagnostics of analyzers in the document's project. An exception of an analyzer is one of them.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Document document, params DiagnosticAnalyzer[] analyzers)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var options = new CompilationWithAnalyzersOptions(
            document.Project.AnalyzerOptions,
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("an analyzer threw", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var said = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(said, diagnostic => diagnostic.Id == "AD0001");
        return [.. said.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The errors of the compiler.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Errors(Document document) =>
        [.. (await document.Project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static Project Project(string usings, IEnumerable<MetadataReference> references) => new AdhocWorkspace()
        .AddProject("Test", LanguageNames.CSharp)
        .WithParseOptions(ParseOptions)
        .WithCompilationOptions(CompilationOptions)
        .WithMetadataReferences(references)
        .AddDocument("Usings.cs", usings, filePath: "/Usings.cs").Project;

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The same instance for all snapshots of a project, since they are compared by reference.
        private readonly ISourceGenerator _generator = new LossDslGenerator().AsSourceGenerator();

        public override string FullPath => "";

        public override object Id => this;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => [_generator];

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => GetGenerators(LanguageNames.CSharp);
    }
}
