using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5005: reading a value on the host in every microbatch synchronizes with the device every time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossesShouldBeReadOnceAStep() : SingleRuleAnalyzer(Rule)
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

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterOperationAction(
            operation => Check(operation, symbols), OperationKind.Invocation, OperationKind.Conversion);

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols)
    {
        if (Reading(context.Operation, symbols) is { } name && MicrobatchLoops.FindStepLoop(context.Operation, symbols) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rule, GetLocation(context.Operation.Syntax), name));
    }

    private static string? Reading(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "item" or "ToDouble" or "ToSingle" or "ToInt32" or "ToInt64" } read
            when (read.Instance ?? (read.Arguments is [{ Value: var only }] ? only : null))?.IsLoss(symbols) is true
            => read.TargetMethod.Name,
        IInvocationOperation { TargetMethod: { Name: "Read", ContainingType: var owner } }
            when owner.OriginalDefinition.Is(symbols.PackedMetrics) || owner.OriginalDefinition.Is(symbols.MetricsAccumulator)
            => "Read",
        IConversionOperation { OperatorMethod: not null, Operand: var loss, Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single }
            when loss.IsLoss(symbols) => "The cast",
        _ => null,
    };

    private static Location GetLocation(SyntaxNode syntax) =>
        syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            ? name.GetLocation()
            : syntax.GetLocation();
}
