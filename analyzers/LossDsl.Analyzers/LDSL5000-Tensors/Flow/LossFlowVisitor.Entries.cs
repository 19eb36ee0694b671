using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Tensors that are stored in a batch, by property or by key.</content>
internal sealed partial class LossFlowVisitor
{
    // new T { X = value }, batch with { X = value }, batch["x"] = value
    private void Stored(IPropertyReferenceOperation target, IOperation value, IOperation? around)
    {
        if (target.Property.IsIndexer)
            Stored(BatchAccess.FromOperation(target), around);
        else if (_findings.Tokens.FindByProperty(target.Property) is { } declared)
            Stored(declared, $"{declared.Type}.{declared.Property}", value, Group(target.Instance, around), Receiver(target.Instance, around));
    }

    private AbstractValue? Added(IInvocationOperation call, IReadOnlyList<AbstractValue?> arguments)
    {
        foreach (var argument in arguments)
            _findings.AddEscape(argument);
        Stored(BatchAccess.FromOperation(call), call.Parent);
        return null;
    }

    private void Stored(BatchAccess? access, IOperation? around)
    {
        if (access is { Value: { } value, ConstantKey: { } key } entry && _findings.Tokens.FindByKey(entry.Batch.Type, key) is { } declared)
            Stored(declared, $"'{key}' of {declared.Type}", value, Group(entry.Batch, around), Receiver(entry.Batch, around));
    }

    private void Stored(TokenTensorDeclaration target, string name, IOperation value, object group, BatchValue? batch)
    {
        foreach (var leaf in Leaves(value))
        {
            if (_tokens.TryGetValue(leaf, out var tokens))
                _findings.AddStore(new StoredTokenTensor(target, name, leaf, tokens, group, batch), IsHere);
        }
    }

    // Entries belong to the same batch if they are in one initializer, or are stored through the same variable.
    private static object Group(IOperation? instance, IOperation? around) => around is IObjectOrCollectionInitializerOperation
        ? around
        : Symbol(instance) as object ?? instance ?? new object();

    private BatchValue? Receiver(IOperation? instance, IOperation? around) => (around, instance) switch
    {
        (IObjectOrCollectionInitializerOperation { Parent: IWithOperation copied }, _) => Visit(copied.Operand) as BatchValue,
        (IObjectOrCollectionInitializerOperation, _) or (_, null) => null,
        _ => Visit(instance) as BatchValue,
    };

    private static IEnumerable<IOperation> Leaves(IOperation value) => value switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion => Leaves(conversion.Operand),
        IParenthesizedOperation inner => Leaves(inner.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Leaves(choice.WhenTrue).Concat(Leaves(otherwise)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Leaves(arm.Value)),
        ICoalesceOperation either => Leaves(either.Value).Concat(Leaves(either.WhenNull)),
        _ => [value],
    };
}
