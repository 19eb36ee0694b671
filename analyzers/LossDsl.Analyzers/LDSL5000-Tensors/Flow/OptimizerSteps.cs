using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Distinguishes gradient accumulation loops from loops that make optimizer steps.</summary>
internal static class OptimizerSteps
{
    private const int MaxDepth = 3;

    /// <summary>How often a loop, or a function that is called for each element, makes an optimizer step.</summary>
    public static StepFrequency GetFrequency(IOperation loop)
    {
        var calls = Calls(Body(loop), 0).ToList();
        if (calls.Any(call => IsStep(call.Made) && !call.IsEveryFew))
            return StepFrequency.EveryIteration;
        if (calls.Any(call => IsStep(call.Made)))
            return StepFrequency.Periodic;
        return calls.Any(call => MayStep(call.Made)) && !IsFollowedByStep(loop) ? StepFrequency.Unknown : StepFrequency.Never;
    }

    /// <summary>Whether a loop calls <c>backward</c>.</summary>
    public static bool TakesGradient(IOperation loop) => Calls(Body(loop), 0).Any(call => call.Made.TargetMethod.Name == "backward");

    /// <summary>Whether the loop itself makes a step, not a loop nested in it.</summary>
    public static bool MakesStepItself(ILoopOperation loop) => loop.Body.Descendants().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name == "step" && ReferenceEquals(call.GetEnclosingLoop(), loop));

    /// <summary>Whether a loop makes an optimizer step, directly or in a called method.</summary>
    public static bool ChangesWeights(IOperation loop) => Calls(Body(loop), 0).Any(call => call.Made.TargetMethod.Name is "step" or "Step");

    /// <summary>Whether a call makes an optimizer step, or zeroes gradients for one.</summary>
    public static bool IsStep(IInvocationOperation call) => call.TargetMethod.Name is "step" or "Step" or "zero_grad" or "ZeroGrad";

    private static IOperation Body(IOperation loop) => loop switch
    {
        ILoopOperation { Body: var body } => body,
        IAnonymousFunctionOperation { Body: var body } => body,
        _ => loop,
    };

    private static IEnumerable<(IInvocationOperation Made, bool IsEveryFew)> Calls(IOperation body, int depth)
    {
        foreach (var call in body.Descendants().OfType<IInvocationOperation>())
        {
            var isEveryFew = IsEveryFew(call, body);
            yield return (call, isEveryFew);
            if (depth >= MaxDepth || IsStep(call) || CalleeBodies.Find(call) is not { } helper || helper.Encloses(call.Syntax))
                continue;
            foreach (var (made, isInner) in Calls(helper, depth + 1))
                yield return (made, isEveryFew || isInner);
        }
    }

    // Under a condition on a counter: if ((i + 1) % 4 == 0), if (++count == 4).
    private static bool IsEveryFew(IOperation call, IOperation body)
    {
        for (var (inner, outer) = (call, call.Parent); outer is not null && !ReferenceEquals(inner, body); (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation { Condition: var condition } && !ReferenceEquals(condition, inner) && Counts(condition))
                return true;
            if (outer is IBlockOperation block && block.Operations.TakeWhile(statement => !ReferenceEquals(statement, inner)).Any(SkipsMost))
                return true;
        }

        return false;
    }

    // if (i % 4 != 0) continue;
    private static bool SkipsMost(IOperation statement) => statement is IConditionalOperation { WhenFalse: null } skipped && Counts(skipped.Condition)
        && skipped.WhenTrue.DescendantsAndSelf().Any(part => part is IBranchOperation { BranchKind: BranchKind.Continue });

    private static bool Counts(IOperation condition) => condition.DescendantsAndSelf().Any(part => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } or IIncrementOrDecrementOperation => true,
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } flag => flag.GetOnlyValue() is { } value && Counts(value),
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } counter =>
            counter.Local.GetReferences(counter).Any(mention =>
                mention.Parent is IIncrementOrDecrementOperation { Parent: IExpressionStatementOperation } or ICompoundAssignmentOperation),
        _ => false,
    });

    // A call of unknown code that returns void may make the step.
    private static bool MayStep(IInvocationOperation call) => call.Type?.SpecialType == SpecialType.System_Void
        && call.TargetMethod.Name != "backward"
        && CalleeBodies.Find(call) is null
        && (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || !IsOfLibraries(call.TargetMethod));

    private static bool IsOfLibraries(IMethodSymbol method) =>
        method.ContainingAssembly?.Name is { } assembly && (assembly.StartsWith("System", StringComparison.Ordinal)
            || assembly is "LossDsl" or "TorchSharp" or "mscorlib" or "netstandard" || assembly.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static bool IsFollowedByStep(IOperation loop) => loop.Parent is IBlockOperation block
        && block.Operations.SkipWhile(statement => !ReferenceEquals(statement, loop)).Skip(1)
            .Any(statement => Calls(statement, 0).Any(call => IsStep(call.Made)));
}
