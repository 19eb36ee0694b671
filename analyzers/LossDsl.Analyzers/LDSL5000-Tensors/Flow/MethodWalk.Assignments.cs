using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Assignments, declarations and patterns.</content>
internal abstract partial class MethodWalk
{
    /// <summary>Handles a simple assignment whose value has been visited.</summary>
    protected virtual void Store(ISimpleAssignmentOperation assignment, AbstractValue? value)
    {
        if (assignment.Target is IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } or IArrayElementReferenceOperation)
            Visit(assignment.Target);
        Assign(assignment.Target, value);
    }

    /// <summary>Assigns a value to a variable, tuple or member.</summary>
    protected void Assign(IOperation target, AbstractValue? value)
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
            default:
                AssignMember(target, value);
                break;
        }
    }

    /// <summary>Handles an assignment to an element, a property or a field.</summary>
    protected abstract void AssignMember(IOperation target, AbstractValue? value);

    /// <summary>The value of the loop variable of a <c>foreach</c>.</summary>
    protected abstract AbstractValue? Element(AbstractValue? collection, IForEachLoopOperation loop);

    /// <summary>The value of the loop variable if nothing is known about the collection.</summary>
    protected abstract AbstractValue? Declared(ILocalSymbol variable);

    /// <summary>The value of a property of a known value.</summary>
    protected abstract AbstractValue? Member(IPropertyReferenceOperation reference, AbstractValue? instance);

    private void Declare(IOperation variable, AbstractValue? value)
    {
        if (variable is IVariableDeclaratorOperation declarator)
            Learn(declarator.Symbol, value ?? Declared(declarator.Symbol));
        else
            Assign(variable, value);
    }

    /// <summary>Assigns values to the variables that a pattern declares.</summary>
    protected void Bind(IPatternOperation pattern, AbstractValue? value)
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
