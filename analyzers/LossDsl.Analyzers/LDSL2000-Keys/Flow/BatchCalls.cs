using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>Classifies calls by what they do with batches.</summary>
internal static class BatchCalls
{
    /// <summary>The batch that a call binds, and its data dict; null for any other call.</summary>
    public static (IOperation Batch, DataDictKeys DataDict)? GetBoundBatch(IInvocationOperation call, DataDictKeys.Reader dataDicts)
    {
        var (method, symbols) = (call.TargetMethod, dataDicts.KnownSymbols);
        if (method.Name is not ("Bind" or "Compute" or "FromBatch"))
            return null;
        if (call.Instance is { } instance && method is { Name: "Bind", Parameters.Length: <= 1 })
            return method.ContainingType.IsBatch(symbols) ? With(instance, method.ContainingType) : null;
        var batch = call.Arguments.FirstOrDefault(argument => BatchUseClassifier.IsBinding(method, argument.Parameter, symbols));
        if (batch is null)
            return null;
        return method.Name != "Bind" ? With(batch.Value, batch.Parameter!.Type)
            : method.TypeArguments is [INamedTypeSymbol bound] ? With(batch.Value, symbols.TypedBatch!.Construct(bound))
            : With(batch.Value, symbols.TypedBatch!.Construct(method.ContainingType));

        (IOperation Batch, DataDictKeys DataDict)? With(IOperation operand, ITypeSymbol type) =>
            dataDicts.GetForBatchType(type) is { } dataDict ? (operand.WalkDownConversion(), dataDict) : null;
    }

    /// <summary>
    /// Whether a method of the library creates batches from a batch without changing it: <c>Slice</c>, <c>Microbatches</c>,
    /// <c>Pad</c>, …
    /// </summary>
    public static bool IsBatchOperation(IMethodSymbol method, KnownSymbols symbols) => BatchUseClassifier.IsBatchOperation(method, symbols)
        || (method.Name == "Map" && method.ContainingType.IsBatch(symbols));

    /// <summary>Whether a method creates a key-value pair.</summary>
    public static bool IsPairCreation(IMethodSymbol method) =>
        method is { Name: "Create", IsStatic: true, ContainingType.Name: "KeyValuePair", Parameters.Length: 2 };

    /// <summary>Whether a framework method only reads its arguments and does not keep them.</summary>
    public static bool OnlyReads(IMethodSymbol method) => method.Name is "GetValueOrDefault" or "AsReadOnly" || method.ContainingType is
    {
        Name: "Enumerable" or "ArgumentNullException" or "Console" or "String" or "Object" or "GC" or "Debug",
        ContainingNamespace: { Name: "System" or "Linq" or "Diagnostics", ContainingNamespace: { Name: "System" } or { IsGlobalNamespace: true } },
    };
}
