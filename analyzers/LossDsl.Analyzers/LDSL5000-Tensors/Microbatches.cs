using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Recognizes loops over the microbatches of one optimizer step.</summary>
internal static class Microbatches
{
    /// <summary>
    /// The loop over microbatches that an operation stands in, where it makes one step of all of them: gradients add up in
    /// it and no weight changes.
    /// </summary>
    public static IForEachLoopOperation? Step(IOperation operation, Vocabulary vocabulary) =>
        operation.Loop() is IForEachLoopOperation loop && IsCut(loop.Collection, vocabulary)
        && Steps.Of(loop) == StepsOf.None && Steps.TakesGradient(loop)
            ? loop
            : null;

    private static bool IsCut(IOperation collection, Vocabulary vocabulary) =>
        collection.Unconverted() is IInvocationOperation { TargetMethod: { Name: "Microbatches" or "MicrobatchesByTokens" } method }
        && method.ContainingAssembly.Is(vocabulary.Library);
}
