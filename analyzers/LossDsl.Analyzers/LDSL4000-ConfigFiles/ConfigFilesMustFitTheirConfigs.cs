using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>
/// LDSL4001 to LDSL4009: validates config files that the project lists as <c>&lt;LossDslConfig Include Section Type&gt;</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigFilesMustFitTheirConfigs : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = ConfigFileRules.All.ToImmutableDictionary(rule => rule.Id);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ConfigFileRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (DeclarationCache.GetOrCreate(start.Compilation) is not { } declarations)
                return;
            var check = new ConfigFileCheck(new ConfigCatalog(start.Compilation, declarations));
            start.RegisterAdditionalFileAction(file => Report(file, check));
        });
    }

    private static void Report(AdditionalFileAnalysisContext context, ConfigFileCheck check)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile);
        foreach (var finding in check.GetFindings(context.AdditionalFile, options, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(ById[finding.Rule], finding.Location, finding.Message));
    }
}
