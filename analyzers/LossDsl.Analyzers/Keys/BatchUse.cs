using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>What an expression does with the batch that it refers to.</summary>
internal enum BatchUse
{
    /// <summary>It may do anything, adding keys included.</summary>
    Unknown,

    /// <summary>It adds no key.</summary>
    Reads,

    /// <summary>It puts something under a key that the compiler knows.</summary>
    Adds,

    /// <summary>It demands that the contract holds, now.</summary>
    Binds,
}

/// <summary>Tells the uses of a batch apart.</summary>
internal static class BatchUses
{
    /// <summary>The use of a batch by what surrounds a reference to it, and the key where it adds one.</summary>
    public static (BatchUse Use, string? Key) Of(IOperation batch, Vocabulary vocabulary)
    {
        var outer = batch.Parent;
        while (outer is IConversionOperation { IsImplicit: true, OperatorMethod: null } or IParenthesizedOperation)
            (batch, outer) = (outer, outer.Parent);

        if (outer is IPropertyReferenceOperation or IInvocationOperation && BatchAccess.Of(outer) is { } access
            && ReferenceEquals(access.Batch, BatchAccess.Receiver(batch)))
        {
            if (outer.Parent is ITupleOperation)
                return (BatchUse.Unknown, null);
            if (!access.IsWrite)
                return (BatchUse.Reads, null);
            return access.ConstantKey is { } key ? (BatchUse.Adds, key) : (BatchUse.Unknown, null);
        }

        var use = outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument when IsBinding(call.TargetMethod, argument.Parameter, vocabulary)
                => BatchUse.Binds,
            IInvocationOperation { TargetMethod: { Name: "Bind", Parameters.IsEmpty: true } bind } when IsOfBatch(bind) => BatchUse.Binds,
            IInvocationOperation { TargetMethod: { Name: "Clear" or "GetEnumerator" } read } when IsOfBatch(read) => BatchUse.Reads,
            IPropertyReferenceOperation { Property.Name: "Count" or "Keys" or "Values" } => BatchUse.Reads,
            IForEachLoopOperation => BatchUse.Reads,
            _ => BatchUse.Unknown,
        };
        return (use, null);

        bool IsOfBatch(IMethodSymbol method) =>
            method.ContainingType.OriginalDefinition.Is(vocabulary.Batch) || method.ContainingType.Is(vocabulary.UntypedBatch);
    }

    // Any other method might be there to complete the batch, so only these prove anything.
    private static bool IsBinding(IMethodSymbol method, IParameterSymbol? parameter, Vocabulary vocabulary)
    {
        var (owner, type) = (method.ContainingType, parameter?.Type);
        var isTyped = type is INamedTypeSymbol named && named.OriginalDefinition.Is(vocabulary.Batch);
        return method.Name switch
        {
            "Compute" => isTyped && IsLoss(owner, vocabulary),
            "Of" => isTyped && owner.Is(vocabulary.GlobalNormalization),
            "Bind" => (isTyped || type.Is(vocabulary.UntypedBatch))
                && (owner.Is(vocabulary.DataDictHelpers) || owner.Has(vocabulary.DataDict)),
            _ => false,
        };
    }

    private static bool IsLoss(INamedTypeSymbol type, Vocabulary vocabulary) =>
        type.OriginalDefinition.Is(vocabulary.LossFunction)
        || type.AllInterfaces.Any(contract => contract.OriginalDefinition.Is(vocabulary.LossFunction));
}
