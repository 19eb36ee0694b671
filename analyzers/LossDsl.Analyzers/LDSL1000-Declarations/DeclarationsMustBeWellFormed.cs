using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1002 to LDSL1023: reports the mistakes that the reading of a declaration finds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationsMustBeWellFormed : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = DeclarationRules.All.ToImmutableDictionary(rule => rule.Id);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DeclarationRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Readings.Of(start.Compilation) is { } readings)
                start.RegisterSymbolAction(symbol => Report(symbol, readings), SymbolKind.NamedType);
        });
    }

    private static void Report(SymbolAnalysisContext context, Readings readings)
    {
        foreach (var problem in readings.Problems((INamedTypeSymbol)context.Symbol, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(ById[problem.Rule], problem.Location, problem.Hints, problem.Message));
    }
}
