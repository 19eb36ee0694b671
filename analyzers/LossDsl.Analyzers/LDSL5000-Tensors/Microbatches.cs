using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        operation.Loop() is IForEachLoopOperation loop && IsCut(loop.Collection, vocabulary) && Accumulates(loop) ? loop : null;

    /// <summary>The batch that a loop cuts, as it is spelled.</summary>
    public static ExpressionSyntax? Batch(IForEachLoopOperation loop) =>
        loop.Collection.Unconverted().Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var batch } }
            ? batch
            : null;

    /// <summary>The variable of a loop.</summary>
    public static ILocalSymbol? Variable(IForEachLoopOperation loop) =>
        loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var variable } ? variable : null;

    private static bool IsCut(IOperation collection, Vocabulary vocabulary) =>
        collection.Unconverted() is IInvocationOperation { TargetMethod: { Name: "Microbatches" or "MicrobatchesByTokens" } method }
        && method.ContainingAssembly.Is(vocabulary.Library);

    // A loop that updates weights makes a step of each part, and then each part is a batch of its own.
    private static bool Accumulates(IForEachLoopOperation loop)
    {
        var calls = loop.Body.Descendants().OfType<IInvocationOperation>().Select(call => call.TargetMethod.Name).ToList();
        return calls.Contains("backward") && !calls.Contains("step") && !calls.Contains("zero_grad");
    }
}
