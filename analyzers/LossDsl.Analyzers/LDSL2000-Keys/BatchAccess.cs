using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>A place where code names a key of a typed batch.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Key">What gives the key.</param>
/// <param name="IsWrite">Whether something is put under it.</param>
/// <param name="Value">What is put there; null where nothing is, or what has no expression of its own.</param>
internal readonly record struct BatchAccess(IOperation Batch, IOperation Key, bool IsWrite, IOperation? Value)
{
    /// <summary>The kinds of operations that can be one.</summary>
    public static readonly OperationKind[] OperationKinds = [OperationKind.PropertyReference, OperationKind.Invocation];

    /// <summary>
    /// The kinds of operations that put values under keys. They contain key and value: an editor that looks for diagnostics at the
    /// value analyzes only the operations around it.
    /// </summary>
    public static readonly OperationKind[] WriteKinds =
    [
        OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment,
        OperationKind.DeconstructionAssignment, OperationKind.Invocation,
    ];

    /// <summary>The key, where the compiler knows it.</summary>
    public string? ConstantKey => Key.ConstantValue is { HasValue: true, Value: string key } ? key : null;

    /// <summary>Reads an operation; null where it is no such place.</summary>
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

    /// <summary>Reads an operation of <see cref="WriteKinds"/>: every key that it puts a value under.</summary>
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
