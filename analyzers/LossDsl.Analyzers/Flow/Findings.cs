using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Flow;

/// <summary>What one walk through the body of a method finds; the rules share it.</summary>
internal sealed class Findings
{
    private readonly ConditionalWeakTable<IOperation, StrongBox<ImmutableArray<Finding>>> _known = new();
    private readonly Vocabulary _vocabulary;

    private readonly DeclaredTokens _tokens;

    private Findings(Vocabulary vocabulary) => (_vocabulary, _tokens) = (vocabulary, new DeclaredTokens(vocabulary));

    private static readonly ConditionalWeakTable<Compilation, Findings> Shared = new();

    /// <summary>Reports what breaks a rule in every method of a compilation.</summary>
    public static void Report(CompilationStartAnalysisContext context, Vocabulary vocabulary, DiagnosticDescriptor rule)
    {
        var findings = Shared.GetValue(context.Compilation, _ => new Findings(vocabulary));
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                foreach (var finding in findings.Of(body))
                {
                    if (finding.Rule == rule.Id)
                        block.ReportDiagnostic(Diagnostic.Create(rule, finding.Place, finding.Properties, finding.Message));
                }
            }
        });
    }

    private ImmutableArray<Finding> Of(IOperation body) => _known.GetValue(body, _ => new(Find(body))).Value;

    private ImmutableArray<Finding> Find(IOperation body) => Concerns(body) ? FlowWalk.Through(body, _vocabulary, _tokens) : [];

    // Most methods have nothing to do with losses, and then nothing is done with them. To look for attributes is slow.
    private bool Concerns(IOperation body) => body.Descendants().Any(operation => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ContainingAssembly.Is(_vocabulary.Library),
        IPropertyReferenceOperation { Property: { ContainingType: { } owner } property } => owner.ContainingAssembly.Is(_vocabulary.Library)
            || (property.Type.Is(_vocabulary.TensorType) && owner.Has(_vocabulary.DataDict)),
        IObjectCreationOperation { Type: INamedTypeSymbol type } => type.ContainingAssembly.Is(_vocabulary.Library)
            || (type.IsRecord && type.Has(_vocabulary.DataDict)),
        _ => false,
    });
}
