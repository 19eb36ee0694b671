using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Assignments, declarations and patterns: which name gets what.</content>
internal abstract partial class MethodWalk
{
    /// <summary>A simple assignment, whose value is gone through already.</summary>
    protected virtual void Store(ISimpleAssignmentOperation assignment, AbstractValue? value)
    {
        if (assignment.Target is IPropertyReferenceOperation { Instance: not IInstanceReferenceOperation } or IArrayElementReferenceOperation)
            Visit(assignment.Target);
        Assign(assignment.Target, value);
    }

    /// <summary>A value goes to where something names.</summary>
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

    /// <summary>A value goes to anything but a variable: an element, a property, a field.</summary>
    protected abstract void AssignMember(IOperation target, AbstractValue? value);

    /// <summary>The element that a loop hands out.</summary>
    protected abstract AbstractValue? Element(AbstractValue? collection, IForEachLoopOperation loop);

    /// <summary>What is known of a variable that a loop declares, where nothing is known of the collection.</summary>
    protected abstract AbstractValue? Declared(ILocalSymbol variable);

    /// <summary>A part of a value that a pattern names.</summary>
    protected abstract AbstractValue? Member(IPropertyReferenceOperation reference, AbstractValue? instance);

    private void Declare(IOperation variable, AbstractValue? value)
    {
        if (variable is IVariableDeclaratorOperation declarator)
            Learn(declarator.Symbol, value ?? Declared(declarator.Symbol));
        else
            Assign(variable, value);
    }

    /// <summary>The variables of a pattern get the parts of a value.</summary>
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
