using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests.Harness;

/// <summary>A run of the generator.</summary>
internal sealed class Generation
{
    private Generation(GeneratorDriver driver, Compilation output)
    {
        (Driver, Output) = (driver, output);
        Result = driver.GetRunResult().Results.Single();
    }

    /// <summary>The driver, for further runs.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>The hint names of the generated files.</summary>
    public IReadOnlyList<string> HintNames => [.. Result.GeneratedSources.Select(source => source.HintName)];

    /// <summary>The errors and warnings of the compiler.</summary>
    public ImmutableArray<Diagnostic> Complaints =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    public static Generation Of(params string[] sources) => Of(TestCompilation.Compile(sources));

    public static Generation Of(CSharpCompilation compilation) => Run(
        CSharpGeneratorDriver.Create(
            [new LossDslGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        compilation);

    /// <summary>The generated files with their names. Asserts that the compiler reports nothing.</summary>
    public static string Source(params string[] sources)
    {
        var generation = Of(sources);
        Assert.Empty(generation.Result.Diagnostics);
        Assert.Empty(generation.Complaints);
        return generation.ToString();
    }

    public Generation Then(Compilation compilation) => Run(Driver, compilation);

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        "\n", Result.GeneratedSources.Select(source => $"//// {source.HintName}\n{source.SourceText}"));

    private static Generation Run(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new Generation(driver, output);
    }
}
