using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Assignments, declarations and patterns: which name gets what.</content>
internal sealed partial class FlowWalk
{
    /// <inheritdoc/>
    protected override void Store(ISimpleAssignmentOperation assignment, Fact? value)
    {
        if (assignment.Target is IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } or IArrayElementReferenceOperation)
            Visit(assignment.Target);
        if (assignment.Target is IPropertyReferenceOperation target)
            Stored(target, assignment.Value, assignment.Parent);
        Assign(assignment.Target, value);
    }

    /// <inheritdoc/>
    protected override void AssignMember(IOperation target, Fact? value)
    {
        _judge.Escapes(value);
        switch (target)
        {
            case IArrayElementReferenceOperation element:
                Put(element.ArrayReference, value);
                break;
            case IPropertyReferenceOperation property:
                Replaces(property);
                if (property is { Property.IsIndexer: true, Instance: { } list })
                    Put(list, value);
                break;
        }
    }

    /// <inheritdoc/>
    protected override Fact? Declared(ILocalSymbol variable) => IsBatch(variable.Type) ? new BatchFact(variable) : null;
}
