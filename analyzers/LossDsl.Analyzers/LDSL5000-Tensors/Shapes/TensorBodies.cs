using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Finds the bodies in which tensors occur: most code has none.</summary>
internal static class TensorBodies
{
    /// <summary>Calls an action for each body of a compilation that computes with tensors.</summary>
    public static void Register(CompilationStartAnalysisContext start, KnownSymbols symbols, Action<OperationBlockAnalysisContext, IOperation> action) =>
        start.RegisterOperationBlockStartAction(block =>
        {
            var concerns = false;
            block.RegisterOperationAction(
                operation => concerns = concerns || operation.Operation.Type.Is(symbols.TensorType),
                OperationKind.Invocation,
                OperationKind.PropertyReference,
                OperationKind.Binary);
            block.RegisterOperationBlockEndAction(end =>
            {
                if (!concerns)
                    return;
                foreach (var body in end.OperationBlocks)
                {
                    if (body is not IAttributeOperation)
                        action(end, body);
                }
            });
        });
}
