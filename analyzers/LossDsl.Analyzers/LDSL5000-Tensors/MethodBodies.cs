using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Finds the bodies that a rule has to walk through: most methods have nothing to do with it.</summary>
internal static class MethodBodies
{
    /// <summary>Calls an action for each body of a compilation that holds an operation of a kind.</summary>
    /// <param name="start">The compilation.</param>
    /// <param name="concerns">Whether an operation concerns the rule.</param>
    /// <param name="kinds">The kinds of operations that may.</param>
    /// <param name="action">Looks at a body.</param>
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
                    // Attributes name types of the library and compute nothing.
                    if (body is not IAttributeOperation)
                        action(end, body);
                }
            });
        });
}
