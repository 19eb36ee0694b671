using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5002: losses of microbatches add up; they are not averaged.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MicrobatchAverageAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5002",
        "The losses of microbatches must be added, not averaged",
        "The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by {0} shrinks the gradient",
        Category.Tensors,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5002.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterOperationAction(operation => Check(operation, vocabulary), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Vocabulary vocabulary)
    {
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "backward", Instance: { } differentiated }
            && differentiated.Type.Is(vocabulary.TensorType)
            && context.Operation.Loop() is { } loop
            && Division(differentiated, loop, vocabulary) is var (division, count))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, division.Syntax.GetLocation(), count.Syntax));
        }
    }

    private static (IOperation Division, IOperation Count)? Division(IOperation tensor, ILoopOperation loop, Vocabulary vocabulary)
    {
        switch (tensor.Unconverted())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient
                when quotient.LeftOperand.IsLoss(vocabulary) && IsCount(quotient.RightOperand):
                return (quotient, quotient.RightOperand);
            case IInvocationOperation { TargetMethod.Name: "div" or "div_" } call
                when Operands(call) is var (loss, count) && loss.IsLoss(vocabulary) && IsCount(count):
                return (call, count);
            case ILocalReferenceOperation local when local.OnlyValue() is { } value:
                return Division(value, loop, vocabulary);
            case ILocalReferenceOperation local when local.IsDeconstructed(place: 0, vocabulary):
                var shrunk = loop.Descendants().OfType<ICompoundAssignmentOperation>().FirstOrDefault(assignment =>
                    assignment is { OperatorKind: BinaryOperatorKind.Divide, Target: ILocalReferenceOperation target }
                    && target.Local.Is(local.Local) && IsCount(assignment.Value));
                return shrunk is null ? null : (shrunk, shrunk.Value);
            default:
                return null;
        }
    }

    private static (IOperation Loss, IOperation Count)? Operands(IInvocationOperation call) => (call.Instance, call.Arguments) switch
    {
        ({ } loss, [{ Value: var count }, ..]) => (loss, count),
        (null, [{ Value: var loss }, { Value: var count }, ..]) => (loss, count),
        _ => null,
    };

    // How many there are is a whole number; what is not may be a scale or a temperature.
    private static bool IsCount(IOperation operation) => operation switch
    {
        IConversionOperation conversion => IsCount(conversion.Operand),
        { ConstantValue: { HasValue: true, Value: var value } } => value is 1 or 1L ? false : value is int or long or double and > 1 or float and > 1,
        _ => operation.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64,
    };
}
