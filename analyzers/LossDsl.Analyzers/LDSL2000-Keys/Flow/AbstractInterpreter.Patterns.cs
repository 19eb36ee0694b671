using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Patterns: a name for what is tested.</content>
internal sealed partial class AbstractInterpreter
{
    private ValueSet EvaluatePattern(IIsPatternOperation test)
    {
        Bind(test.Pattern, Evaluate(test.Value));
        return ValueSet.Top;
    }

    // A batch that fails a test of its type is none that was made here: what it has nobody knows.
    private void FollowTested(BasicBlock block, IIsPatternOperation test, SortedSet<int> work)
    {
        var passed = _state;
        if (IsOfType(test.Pattern))
            Escape(Evaluate(test.Value));
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

    private void Bind(IPatternOperation pattern, ValueSet value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                Set(declared, value);
                break;
            case IRecursivePatternOperation parts:
                // What a part of a tuple is called from here on is not followed.
                if (value.PossibleValues.Any(atom => atom is PossibleTuple or PossibleSequence))
                    Escape(value);
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
                Escape(value);
                break;
        }
    }
}
