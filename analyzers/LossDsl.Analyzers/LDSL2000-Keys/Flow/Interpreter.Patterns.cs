using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Patterns: a name for what is tested.</content>
internal sealed partial class Interpreter
{
    private FlowValue Tested(IIsPatternOperation test)
    {
        Bind(test.Pattern, Value(test.Value));
        return FlowValue.Unknown;
    }

    // A batch that fails a test of its type is none that was made here: what it has nobody knows.
    private void FollowTested(BasicBlock block, IIsPatternOperation test, SortedSet<int> work)
    {
        var passed = _state;
        if (IsOfType(test.Pattern))
            Open(Value(test.Value));
        var failed = _state;
        var isWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        _state = isWhenTrue ? passed : failed;
        Follow(block.ConditionalSuccessor, work);
        _state = isWhenTrue ? failed : passed;
        Follow(block.FallThroughSuccessor, work);
    }

    private static bool IsOfType(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation or IRelationalPatternOperation or IDiscardPatternOperation => false,
        INegatedPatternOperation negated => IsOfType(negated.Pattern),
        _ => true,
    };

    private void Bind(IPatternOperation pattern, FlowValue value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Set(declared, value);
                break;
            case IRecursivePatternOperation parts:
                // What a part of a tuple is called from here on is not followed.
                if (value.Atoms.Any(atom => atom is TupleAtom or SequenceAtom))
                    Open(value);
                if (parts.DeclaredSymbol is { } whole)
                    Set(whole, value);
                break;
            case INegatedPatternOperation negated:
                Bind(negated.Pattern, value);
                break;
            case IBinaryPatternOperation either:
                Bind(either.LeftPattern, value);
                Bind(either.RightPattern, value);
                break;
            case IConstantPatternOperation or ITypePatternOperation or IDiscardPatternOperation or IRelationalPatternOperation:
                break;
            default:
                Open(value);
                break;
        }
    }
}
