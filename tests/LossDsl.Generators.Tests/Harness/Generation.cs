using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests.Harness;

/// <summary>One run of the generator.</summary>
internal sealed class Generation
{
    private Generation(GeneratorDriver driver, Compilation output)
    {
        (Driver, Output) = (driver, output);
        Result = driver.GetRunResult().Results.Single();
    }

    /// <summary>The driver, for another run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator did.</summary>
    public GeneratorRunResult Result { get; }

    /// <summary>The names of the generated files in order.</summary>
    public IReadOnlyList<string> HintNames => [.. Result.GeneratedSources.Select(source => source.HintName)];

    /// <summary>Everything that the compiler minds, down to warnings.</summary>
    public ImmutableArray<Diagnostic> Complaints =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Runs a new generator over sources.</summary>
    public static Generation Of(params string[] sources) => Of(TestCompilation.Compile(sources));

    /// <summary>Runs a new generator over a compilation.</summary>
    public static Generation Of(CSharpCompilation compilation) => Run(
        CSharpGeneratorDriver.Create(
            [new LossDslGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        compilation);

    /// <summary>The generated files, each under its name, after the compiler found nothing to complain about.</summary>
    public static string Source(params string[] sources)
    {
        var generation = Of(sources);
        Assert.Empty(generation.Result.Diagnostics);
        Assert.Empty(generation.Complaints);
        return generation.ToString();
    }

    /// <summary>Runs the same generator over a changed compilation.</summary>
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
