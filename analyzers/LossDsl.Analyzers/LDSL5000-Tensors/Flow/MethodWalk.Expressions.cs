using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Expressions.</content>
internal abstract partial class MethodWalk
{
    /// <summary>Visits an operation and returns what is known about its value.</summary>
    protected virtual AbstractValue? Visit(IOperation? operation) => operation is null || _state is null ? null : Evaluate(operation);

    /// <summary>Evaluates an operation. By default only its operands are visited and nothing is known about its value.</summary>
    protected virtual AbstractValue? Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case ILoopOperation loop:
                Iterate(loop);
                return null;
            case IConditionalOperation branch:
                return Branch(branch);
            case ISwitchOperation choice:
                Choose(choice);
                return null;
            case ISwitchExpressionOperation choice:
                return Choose(choice);
            case ITryOperation attempt:
                Attempt(attempt);
                return null;
            case IReturnOperation { Kind: OperationKind.Return } exit:
                Return(exit, Visit(exit.ReturnedValue));
                return null;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue }:
                Leave();
                return null;
            case IThrowOperation thrown:
                Visit(thrown.Exception);
                _state = null;
                return null;
            case ILocalFunctionOperation:
                return null;
            case IAnonymousFunctionOperation function:
                return Lambda(function);
            case IVariableDeclaratorOperation declarator:
                Learn(declarator.Symbol, Visit(declarator.GetVariableInitializer()?.Value));
                return null;
            case IDeconstructionAssignmentOperation assignment:
                var parts = Visit(assignment.Value);
                Assign(assignment.Target, Parts(parts));
                return parts;
            case ISimpleAssignmentOperation assignment:
                var value = Visit(assignment.Value);
                Store(assignment, value);
                return value;
            case ICoalesceAssignmentOperation late:
                var joined = AbstractValue.Join(Visit(late.Target), Visit(late.Value));
                Assign(late.Target, joined);
                return joined;
            case ICoalesceOperation either:
                return AbstractValue.Join(Visit(either.Value), Visit(either.WhenNull));
            case IParenthesizedOperation inner:
                return Visit(inner.Operand);
            case IConditionalAccessOperation access:
                _accessed.Push(Visit(access.Operation));
                var reached = Visit(access.WhenNotNull);
                _accessed.Pop();
                return reached;
            case IConditionalAccessInstanceOperation:
                return _accessed.Count > 0 ? _accessed.Peek() : null;
            case IAwaitOperation awaited:
                return Visit(awaited.Operation);
            case IDelegateCreationOperation made:
                return Visit(made.Target);
            case IIsPatternOperation test:
                Bind(test.Pattern, Visit(test.Value));
                return null;
            case ITupleOperation tuple:
                return new TupleValue([.. tuple.Elements.Select(Visit)]);
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }:
                return ZeroValue.Instance;
            default:
                foreach (var child in operation.ChildOperations)
                    Visit(child);
                return null;
        }
    }

    /// <summary>The value that a deconstruction takes apart, as a tuple.</summary>
    protected virtual AbstractValue? Parts(AbstractValue? whole) => whole;
}
