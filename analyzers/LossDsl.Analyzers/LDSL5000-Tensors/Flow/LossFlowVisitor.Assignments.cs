using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Assignments, declarations and patterns: which name gets what.</content>
internal sealed partial class LossFlowVisitor
{
    private AbstractValue? Assign(ISimpleAssignmentOperation assignment)
    {
        var value = Visit(assignment.Value);
        if (assignment.Target is IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } or IArrayElementReferenceOperation)
            Visit(assignment.Target);
        if (assignment.Target is IPropertyReferenceOperation target)
            Stored(target, assignment.Value, assignment.Parent);
        Assign(assignment.Target, value);
        return value;
    }

    private void Assign(IOperation target, AbstractValue? value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Learn(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                Learn(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Assign(tuple.Elements[i], value is TupleValue known && i < known.Elements.Length ? known.Elements[i] : null);
                break;
            case IArrayElementReferenceOperation element:
                _findings.AddEscape(value);
                Put(element.ArrayReference, value);
                break;
            case IPropertyReferenceOperation property:
                _findings.AddEscape(value);
                Replaces(property);
                if (property is { Property.IsIndexer: true, Instance: { } list })
                    Put(list, value);
                break;
            default:
                _findings.AddEscape(value);
                break;
        }
    }

    private void Declare(IOperation variable, AbstractValue? value)
    {
        switch (variable)
        {
            case IVariableDeclaratorOperation declarator:
                Learn(declarator.Symbol, value ?? (IsBatch(declarator.Symbol.Type) ? new BatchValue(declarator.Symbol) : null));
                break;
            default:
                Assign(variable, value);
                break;
        }
    }

    private void Bind(IPatternOperation pattern, AbstractValue? value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                Learn(symbol, value);
                break;
            case IRecursivePatternOperation recursive:
                if (recursive.DeclaredSymbol is { } whole)
                    Learn(whole, value);
                foreach (var part in recursive.PropertySubpatterns)
                    Bind(part.Pattern, part.Member is IPropertyReferenceOperation member ? Member(member, value) : null);
                for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                    Bind(recursive.DeconstructionSubpatterns[i], value is TupleValue tuple && i < tuple.Elements.Length ? tuple.Elements[i] : null);
                break;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                Bind(both.LeftPattern, value);
                Bind(both.RightPattern, value);
                break;
        }
    }
}
