using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Assignments, declarations and patterns.</content>
internal sealed partial class LossFlowVisitor
{
    /// <inheritdoc/>
    protected override void Store(ISimpleAssignmentOperation assignment, AbstractValue? value)
    {
        if (assignment.Target is IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } or IArrayElementReferenceOperation)
            Visit(assignment.Target);
        if (assignment.Target is IPropertyReferenceOperation target)
            Stored(target, assignment.Value, assignment.Parent);
        Assign(assignment.Target, value);
    }

    /// <inheritdoc/>
    protected override void AssignMember(IOperation target, AbstractValue? value)
    {
        _findings.AddEscape(value);
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
    protected override AbstractValue? Declared(ILocalSymbol variable) => IsBatch(variable.Type) ? new BatchValue(variable) : null;
}
