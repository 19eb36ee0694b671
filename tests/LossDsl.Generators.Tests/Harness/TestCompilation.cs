using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Configuration;
using TorchSharp;

namespace LossDsl.Generators.Tests.Harness;

/// <summary>The compilations of these tests, with nullable and documentation enabled.</summary>
internal static class TestCompilation
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using LossDsl;
        global using TorchSharp;
        global using static TorchSharp.torch;
        """;

    // The framework that runs the tests, since no package of reference assemblies is as new as the LossDsl assembly.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Append(typeof(DataDict).Assembly.Location)
            .Append(typeof(torch).Assembly.Location)
            .Append(typeof(IConfiguration).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // The default NoWarn of the SDK: TorchSharp was compiled against an older framework than the one that runs it.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> NoWarn = ImmutableDictionary<string, ReportDiagnostic>.Empty
        .Add("CS1701", ReportDiagnostic.Suppress)
        .Add("CS1702", ReportDiagnostic.Suppress);

    // All compilations are derived from this one, so that they share loaded metadata.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Declarations",
        references: References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            warningLevel: 9999,
            specificDiagnosticOptions: NoWarn));

    /// <summary>A compilation of source files, named <c>/0.cs</c>, <c>/1.cs</c> and so on.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(DocumentationMode.Diagnose, sources);

    /// <summary>A compilation with a given documentation mode.</summary>
    public static CSharpCompilation Compile(DocumentationMode documentation, params string[] sources) => Empty.AddSyntaxTrees(
        sources.Select((source, i) => Parse(source, $"/{i}.cs", documentation)).Prepend(Parse(Usings, "/usings.cs", documentation)));

    /// <summary>A compilation with a given language version.</summary>
    public static CSharpCompilation Compile(LanguageVersion version, params string[] sources) => Empty.AddSyntaxTrees(
        sources.Prepend(Usings).Select((source, i) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version), $"/{i}.cs")));

    public static SyntaxTree Parse(
        string source, string path, DocumentationMode documentation = DocumentationMode.Diagnose) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, documentation), path);
}
