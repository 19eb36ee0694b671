using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5005: reading a number in every microbatch makes the host wait for the device every time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossesShouldBeReadOnceAStep() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5005",
        "Losses and metrics should be read once a step",
        "{0} waits for the device in every microbatch: add the metrics to a MetricsAccumulator and read that after the loop",
        Category.Tensors,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5005.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterOperationAction(
            operation => Check(operation, vocabulary), OperationKind.Invocation, OperationKind.Conversion);

    private static void Check(OperationAnalysisContext context, Vocabulary vocabulary)
    {
        if (Reading(context.Operation, vocabulary) is { } name && Microbatches.Step(context.Operation, vocabulary) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rule, Place(context.Operation.Syntax), name));
    }

    private static string? Reading(IOperation operation, Vocabulary vocabulary) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "item" or "ToDouble" or "ToSingle" or "ToInt32" or "ToInt64" } read
            when (read.Instance ?? (read.Arguments is [{ Value: var only }] ? only : null))?.IsLoss(vocabulary) is true
            => read.TargetMethod.Name,
        IInvocationOperation { TargetMethod: { Name: "Read", ContainingType: var owner } }
            when owner.OriginalDefinition.Is(vocabulary.PackedMetrics) || owner.OriginalDefinition.Is(vocabulary.MetricsAccumulator)
            => "Read",
        IConversionOperation { OperatorMethod: not null, Operand: var loss, Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single }
            when loss.IsLoss(vocabulary) => "The cast",
        _ => null,
    };

    private static Location Place(SyntaxNode syntax) =>
        syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name.GetLocation()
            : syntax.GetLocation();
}
