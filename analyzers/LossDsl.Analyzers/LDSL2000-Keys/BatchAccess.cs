using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>A place where code names a key of a typed batch.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Key">What gives the key.</param>
/// <param name="Value">What is put under it; null where nothing is.</param>
internal readonly record struct BatchAccess(IOperation Batch, IOperation Key, IOperation? Value)
{
    /// <summary>The kinds of operations that can be one.</summary>
    public static readonly OperationKind[] Kinds = [OperationKind.PropertyReference, OperationKind.Invocation];

    /// <summary>The key, where the compiler knows it.</summary>
    public string? ConstantKey => Key.ConstantValue is { HasValue: true, Value: string key } ? key : null;

    /// <summary>Whether an operation puts something under a key.</summary>
    public bool IsWrite => Value is not null;

    /// <summary>Reads an operation; null where it is no such place.</summary>
    public static BatchAccess? Of(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } batch, Property.IsIndexer: true, Arguments: [{ Value: { } key }] } indexer
            when IsString(key) => new BatchAccess(batch.Unconverted(), key, Assigned(indexer)),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "Add", Arguments: [{ Value: { } key }, { Value: { } value }] }
            when IsString(key) => new BatchAccess(batch.Unconverted(), key, value),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "ContainsKey" or "Remove" or "Tensor", Arguments: [{ Value: { } key }] }
            when IsString(key) => new BatchAccess(batch.Unconverted(), key, null),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "TryGetValue", Arguments: [{ Value: { } key }, _] }
            when IsString(key) => new BatchAccess(batch.Unconverted(), key, null),
        _ => null,
    };

    private static IOperation? Assigned(IPropertyReferenceOperation indexer) =>
        indexer.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, indexer) ? assignment.Value : null;

    private static bool IsString(IOperation key) => key.Type?.SpecialType == SpecialType.System_String;
}
