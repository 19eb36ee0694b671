using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>One rule about config files, which are listed as <c>&lt;LossDslConfig Include Section Type&gt;</c>.</summary>
/// <param name="rule">The rule.</param>
public abstract class ConfigFileAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ConfigFileCheck.Of(start.Compilation) is { } check)
                start.RegisterAdditionalFileAction(file => Report(file, check));
        });
    }

    /// <summary>Makes the rule of an id; what it says is what the reader says at run time.</summary>
    private protected static DiagnosticDescriptor Declare(string id, string title) => new(
        id,
        title,
        "{0}",
        Category.ConfigFiles,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + id + ".md");

    private void Report(AdditionalFileAnalysisContext context, ConfigFileCheck check)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile);
        foreach (var finding in check.Findings(context.AdditionalFile, options, context.CancellationToken))
        {
            if (finding.Rule == rule.Id)
                context.ReportDiagnostic(Diagnostic.Create(rule, finding.Location, finding.Message));
        }
    }
}
