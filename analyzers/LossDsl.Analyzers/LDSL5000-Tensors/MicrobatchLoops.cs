using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Recognizes loops over the microbatches of one optimizer step.</summary>
internal static class MicrobatchLoops
{
    /// <summary>
    /// The loop over microbatches around an operation, if the loop accumulates gradients and makes no optimizer step; otherwise
    /// null.
    /// </summary>
    public static IForEachLoopOperation? FindStepLoop(IOperation operation, KnownSymbols symbols) =>
        operation.GetEnclosingLoop() is IForEachLoopOperation loop && IsCut(loop.Collection, symbols)
        && OptimizerSteps.GetFrequency(loop) == StepFrequency.Never && OptimizerSteps.TakesGradient(loop)
            ? loop
            : null;

    private static bool IsCut(IOperation collection, KnownSymbols symbols) =>
        collection.WalkDownConversion() is IInvocationOperation { TargetMethod: { Name: "Microbatches" or "MicrobatchesByTokens" } method }
        && method.ContainingAssembly.Is(symbols.Library);
}
