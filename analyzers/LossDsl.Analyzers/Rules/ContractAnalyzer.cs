using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers;

/// <summary>One rule about declarations or their use; it does nothing in a compilation that does not know LossDsl.</summary>
/// <param name="rule">The rule.</param>
public abstract class ContractAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
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
            if (Vocabulary.Of(start.Compilation) is { } vocabulary)
                Register(start, vocabulary);
        });
    }

    /// <summary>Asks for what the rule looks at.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary);
}
