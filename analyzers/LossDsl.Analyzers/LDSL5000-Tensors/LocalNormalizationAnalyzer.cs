using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5004: what a loss divides by is counted over the whole step, not over a microbatch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocalNormalizationAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5004",
        "Valid tokens and sequences must be counted over the whole step",
        "These are the counts of the microbatch '{0}': the losses of the step then weigh a token by its microbatch; count the whole batch",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5004.md");

    /// <summary>The property of a diagnostic that holds the whole batch, as it is spelled where it is cut.</summary>
    public const string Batch = "batch";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterOperationAction(operation => Check(operation, vocabulary), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Vocabulary vocabulary)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod: { Name: "Of" } method, Arguments: [{ Value: var counted }] }
            || !method.ContainingType.Is(vocabulary.GlobalNormalization)
            || counted.Unconverted() is not ILocalReferenceOperation { Local: var micro }
            || Microbatches.Step(context.Operation, vocabulary) is not { } loop
            || !micro.Is(Microbatches.Variable(loop)))
        {
            return;
        }

        // Only a name is as good inside the loop as where it is cut: a call might make another batch.
        var batch = Microbatches.Batch(loop) is IdentifierNameSyntax name ? name.ToString() : null;
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            counted.Syntax.GetLocation(),
            batch is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Batch, batch),
            micro.Name));
    }
}
