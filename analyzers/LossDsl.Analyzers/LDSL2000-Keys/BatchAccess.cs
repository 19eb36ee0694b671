using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>An operation that accesses a typed batch by key: indexer, <c>Add</c>, <c>TryGetValue</c>, …</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Key">The key.</param>
/// <param name="IsWrite">Whether a value is stored under the key.</param>
/// <param name="Value">The stored value; null for a read, or if the value has no expression of its own.</param>
internal readonly record struct BatchAccess(IOperation Batch, IOperation Key, bool IsWrite, IOperation? Value)
{
    /// <summary>The kinds of operations that can access a batch.</summary>
    public static readonly OperationKind[] OperationKinds = [OperationKind.PropertyReference, OperationKind.Invocation];

    /// <summary>
    /// The kinds of operations that store values under keys. They contain key and value: when an editor asks for diagnostics at
    /// the value, Roslyn analyzes only the operations that contain it.
    /// </summary>
    public static readonly OperationKind[] WriteKinds =
    [
        OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment,
        OperationKind.DeconstructionAssignment, OperationKind.Invocation,
    ];

    /// <summary>The key if it is a constant; otherwise null.</summary>
    public string? ConstantKey => Key.ConstantValue is { HasValue: true, Value: string key } ? key : null;

    /// <summary>The access of an operation; null if it does not access a batch by key.</summary>
    public static BatchAccess? FromOperation(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } batch, Property.IsIndexer: true, Arguments: [{ Value: { } key }] } indexer
            when IsString(key) => new BatchAccess(batch.WalkDownConversion(), key, IsAssigned(indexer), Assigned(indexer)),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "Add", Arguments: [{ Value: { } key }, { Value: { } value }] }
            when IsString(key) => new BatchAccess(batch.WalkDownConversion(), key, IsWrite: true, value),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "ContainsKey" or "Remove" or "GetTensor", Arguments: [{ Value: { } key }] }
            when IsString(key) => new BatchAccess(batch.WalkDownConversion(), key, IsWrite: false, null),
        IInvocationOperation { Instance: { } batch, TargetMethod.Name: "TryGetValue", Arguments: [{ Value: { } key }, _] }
            when IsString(key) => new BatchAccess(batch.WalkDownConversion(), key, IsWrite: false, null),
        _ => null,
    };

    /// <summary>The writes of an operation of <see cref="WriteKinds"/>, one per key.</summary>
    public static IEnumerable<BatchAccess> FindWrites(IOperation operation) => operation switch
    {
        IInvocationOperation => FromOperation(operation) is { IsWrite: true } access ? [access] : [],
        IAssignmentOperation { Target: var target } => Targets(target).Select(FromOperation).OfType<BatchAccess>(),
        _ => [],
    };

    private static IEnumerable<IOperation> Targets(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Targets) : [target];

    private static bool IsAssigned(IOperation target) => target.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, target),
        ITupleOperation tuple => IsAssigned(tuple),
        _ => false,
    };

    private static IOperation? Assigned(IOperation target) => target.Parent switch
    {
        IAssignmentOperation assignment when ReferenceEquals(assignment.Target, target) => assignment.Value,
        ITupleOperation tuple when Assigned(tuple) is { } values => values.WalkDownConversion() is ITupleOperation parts
            ? parts.Elements[tuple.Elements.IndexOf(target)]
            : null,
        _ => null,
    };

    private static bool IsString(IOperation key) => key.Type?.SpecialType == SpecialType.System_String;
}
