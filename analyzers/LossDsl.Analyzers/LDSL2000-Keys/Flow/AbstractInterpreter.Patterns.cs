using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <content>Patterns, which can give a value a new name.</content>
internal sealed partial class AbstractInterpreter
{
    private ValueSet EvaluatePattern(IIsPatternOperation test)
    {
        Bind(test.Pattern, Evaluate(test.Value));
        return ValueSet.Top;
    }

    // A value that fails a type test is not one of the tracked dictionaries, so on that path its keys are unknown.
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
                // Variables that a pattern declares for parts of a tuple are not tracked.
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
