using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>What the operation around a reference to a batch does with it.</summary>
internal enum BatchUse
{
    /// <summary>Anything; it may add keys.</summary>
    Unknown,

    /// <summary>It does not change the keys.</summary>
    Reads,

    /// <summary>It stores a value under a constant key.</summary>
    Adds,

    /// <summary>It removes a constant key.</summary>
    Removes,

    /// <summary>It removes all keys.</summary>
    Clears,

    /// <summary>It requires the batch to be complete: it binds or validates the batch.</summary>
    Binds,
}

/// <summary>Classifies the uses of a batch.</summary>
internal static class BatchUseClassifier
{
    /// <summary>The use of a batch by the operation around a reference to it, and the key that is added or removed.</summary>
    public static (BatchUse Use, string? Key) Classify(IOperation batch, KnownSymbols symbols)
    {
        var (operand, user) = batch.GetUser();
        if (user is IPropertyReferenceOperation or IInvocationOperation && BatchAccess.FromOperation(user) is { } access
            && ReferenceEquals(access.Batch, operand.WalkDownConversion()))
        {
            return user.Parent is ITupleOperation ? (BatchUse.Unknown, null) : Classify(access, user);
        }

        var use = user switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument when IsBinding(call.TargetMethod, argument.Parameter, symbols)
                => BatchUse.Binds,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } made } } when IsBatchOperation(made, symbols)
                => BatchUse.Reads,
            IInvocationOperation { TargetMethod: { Name: "Bind", Parameters.Length: <= 1 } bind } when IsOfBatch(bind) => BatchUse.Binds,
            IInvocationOperation { TargetMethod: { Name: "Clear" } clear } when IsOfBatch(clear) => BatchUse.Clears,
            IInvocationOperation { TargetMethod: { Name: "GetEnumerator" or "Map" } read } when IsOfBatch(read) => BatchUse.Reads,
            IInvocationOperation { TargetMethod: var made } when IsBatchOperation(made, symbols) => BatchUse.Reads,
            IPropertyReferenceOperation { Property.Name: "Count" or "Keys" or "Values" or "Rows" } => BatchUse.Reads,
            IForEachLoopOperation => BatchUse.Reads,
            _ => BatchUse.Unknown,
        };
        return (use, null);

        bool IsOfBatch(IMethodSymbol method) =>
            method.ContainingType.OriginalDefinition.Is(symbols.TypedBatch) || method.ContainingType.Is(symbols.UntypedBatch);
    }

    private static (BatchUse Use, string? Key) Classify(BatchAccess access, IOperation user)
    {
        if (access.IsWrite)
            return access.ConstantKey is { } added ? (BatchUse.Adds, added) : (BatchUse.Unknown, null);
        return user is IInvocationOperation { TargetMethod.Name: "Remove" } && access.ConstantKey is { } removed
            ? (BatchUse.Removes, removed)
            : (BatchUse.Reads, null);
    }

    /// <summary>
    /// Whether a method requires the batch that a parameter receives to be complete. Any other method may be there to complete
    /// it.
    /// </summary>
    public static bool IsBinding(IMethodSymbol method, IParameterSymbol? parameter, KnownSymbols symbols)
    {
        var (owner, type) = (method.ContainingType, parameter?.Type);
        var isTyped = type is INamedTypeSymbol named && named.OriginalDefinition.Is(symbols.TypedBatch);
        return method.Name switch
        {
            "Compute" => isTyped && IsLoss(owner, symbols),
            "FromBatch" => isTyped && owner.Is(symbols.GlobalNormalization),
            "Bind" => (isTyped || type.Is(symbols.UntypedBatch))
                && (owner.Is(symbols.DataDictHelpers) || symbols.IsDataDict(owner)),
            _ => false,
        };
    }

    /// <summary>
    /// Whether a method of the library creates batches from a batch without changing it: <c>Slice</c>, <c>Microbatches</c>,
    /// <c>Pad</c>, …
    /// </summary>
    public static bool IsBatchOperation(IMethodSymbol method, KnownSymbols symbols) =>
        method.ContainingAssembly.Is(symbols.Library) && method.ContainingType is { IsStatic: true } or { Name: "" };

    private static bool IsLoss(INamedTypeSymbol type, KnownSymbols symbols) =>
        type.OriginalDefinition.Is(symbols.LossFunction)
        || type.AllInterfaces.Any(implemented => implemented.OriginalDefinition.Is(symbols.LossFunction));
}
