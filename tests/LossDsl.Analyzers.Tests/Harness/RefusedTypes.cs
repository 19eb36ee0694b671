using System.Collections.Immutable;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>What the generator reports, as an analyzer: with it, rule and fix are tested like all others.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // It runs in these tests only, never in a compiler.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RefusedTypes : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RefusedType.Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Report);
    }

    private static void Report(CompilationAnalysisContext context)
    {
        var written = context.Compilation.RemoveSyntaxTrees(
            context.Compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
        CSharpGeneratorDriver.Create([new LossDslGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)written.SyntaxTrees.First().Options)
            .RunGeneratorsAndUpdateCompilation(written, out _, out var diagnostics);
        foreach (var diagnostic in diagnostics)
            context.ReportDiagnostic(diagnostic);
    }
}
