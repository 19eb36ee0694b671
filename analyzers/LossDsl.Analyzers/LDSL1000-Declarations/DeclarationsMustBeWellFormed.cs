using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1002 to LDSL1023: reports the diagnostics that the readers of declarations find.</summary>
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
            if (DeclarationCache.GetOrCreate(start.Compilation) is { } declarations)
                start.RegisterSymbolAction(symbol => Report(symbol, declarations), SymbolKind.NamedType);
        });
    }

    private static void Report(SymbolAnalysisContext context, DeclarationCache declarations)
    {
        foreach (var problem in declarations.GetDiagnostics((INamedTypeSymbol)context.Symbol, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(ById[problem.Rule], problem.Location, problem.Properties, problem.Message));
    }
}
