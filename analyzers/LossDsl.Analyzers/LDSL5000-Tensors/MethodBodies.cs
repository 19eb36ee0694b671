using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Selects the bodies that a rule has to walk through. Most methods do not concern a rule.</summary>
internal static class MethodBodies
{
    /// <summary>Registers an action for each body of a compilation with an operation that concerns a rule.</summary>
    /// <param name="start">The compilation start.</param>
    /// <param name="concerns">Whether an operation concerns the rule.</param>
    /// <param name="kinds">The kinds of operations that <paramref name="concerns"/> is asked about.</param>
    /// <param name="action">The action for a body.</param>
    public static void Register(
        CompilationStartAnalysisContext start,
        Func<IOperation, bool> concerns,
        OperationKind[] kinds,
        Action<OperationBlockAnalysisContext, IOperation> action) =>
        start.RegisterOperationBlockStartAction(block =>
        {
            var isConcerned = false;
            block.RegisterOperationAction(operation => isConcerned = isConcerned || concerns(operation.Operation), kinds);
            block.RegisterOperationBlockEndAction(end =>
            {
                if (!isConcerned)
                    return;
                foreach (var body in end.OperationBlocks)
                {
                    // The operation block of an attribute does not compute anything.
                    if (body is not IAttributeOperation)
                        action(end, body);
                }
            });
        });
}
