using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Selects the bodies that compute with tensors.</summary>
internal static class TensorBodies
{
    /// <summary>Registers an action for each body of a compilation that computes with tensors.</summary>
    public static void Register(CompilationStartAnalysisContext start, KnownSymbols symbols, Action<OperationBlockAnalysisContext, IOperation> action) =>
        MethodBodies.Register(
            start,
            operation => operation.Type.Is(symbols.TensorType),
            [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Binary],
            action);
}
