using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>Statements and control flow.</content>
internal abstract partial class MethodWalk
{
    private void Iterate(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation each:
                var collection = Visit(each.Collection);
                Rounds(() =>
                {
                    Declare(each.LoopControlVariable, Element(collection, each));
                    Visit(each.Body);
                });
                break;
            case IForLoopOperation counted:
                foreach (var before in counted.Before)
                    Visit(before);
                Rounds(() =>
                {
                    Visit(counted.Condition);
                    Visit(counted.Body);
                    foreach (var bottom in counted.AtLoopBottom)
                        Visit(bottom);
                });
                break;
            case IWhileLoopOperation { ConditionIsTop: false } late:
                Rounds(() =>
                {
                    Visit(late.Body);
                    Visit(late.Condition);
                });
                break;
            case IWhileLoopOperation early:
                Rounds(() =>
                {
                    Visit(early.Condition);
                    Visit(early.Body);
                });
                break;
        }
    }

    private void Rounds(Action once)
    {
        var entry = _state;
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = _state;
            _exits.Add([]);
            once();
            foreach (var exit in _exits[_exits.Count - 1])
                _state = Join(_state, exit);
            _exits.RemoveAt(_exits.Count - 1);
            _state = Join(entry, _state);
            if (AreSame(before, _state))
                return;
        }

        // Variables that have not reached a fixed point become unknown.
        _state = _state is null || entry is null
            ? _state
            : entry.RemoveRange(entry.Where(pair => !_state.TryGetValue(pair.Key, out var last) || !pair.Value.Equals(last)).Select(pair => pair.Key));
    }

    private void Leave()
    {
        if (_state is not null && _exits.Count > 0)
            _exits[_exits.Count - 1].Add(_state);
        _state = null;
    }

    private AbstractValue? Branch(IConditionalOperation branch)
    {
        if (Visit(branch.Condition) is TruthValue { IsTrue: var isTrue })
            return Visit(isTrue ? branch.WhenTrue : branch.WhenFalse);
        var entry = _state;
        var whenTrue = Visit(branch.WhenTrue);
        var after = _state;
        _state = entry;
        var whenFalse = Visit(branch.WhenFalse);
        (var other, _state) = (_state, Join(after, _state));
        return after is null ? whenFalse : other is null ? whenTrue : AbstractValue.Join(whenTrue, whenFalse);
    }

    private void Choose(ISwitchOperation choice)
    {
        var value = Visit(choice.Value);
        var entry = _state;
        var isComplete = false;
        _exits.Add([]);
        foreach (var section in choice.Cases)
        {
            _state = entry;
            foreach (var clause in section.Clauses)
            {
                isComplete |= clause is IDefaultCaseClauseOperation;
                if (clause is IPatternCaseClauseOperation { Pattern: var pattern })
                    Bind(pattern, value);
            }

            foreach (var statement in section.Body)
                Visit(statement);
            if (_state is not null)
                _exits[_exits.Count - 1].Add(_state);
        }

        _state = isComplete ? null : entry;
        foreach (var exit in _exits[_exits.Count - 1])
            _state = Join(_state, exit);
        _exits.RemoveAt(_exits.Count - 1);
    }

    private AbstractValue? Choose(ISwitchExpressionOperation choice)
    {
        var value = Visit(choice.Value);
        var entry = _state;
        var (left, joined) = ((ImmutableDictionary<ISymbol, AbstractValue>?)null, new ReturnedValues());
        foreach (var arm in choice.Arms)
        {
            _state = entry;
            Bind(arm.Pattern, value);
            Visit(arm.Guard);
            var fact = Visit(arm.Value);
            if (_state is not null && arm.Value.WalkDownConversion() is not IThrowOperation)
                joined.Add(fact);
            left = Join(left, _state);
        }

        _state = left;
        return joined.AbstractValue;
    }

    private void Attempt(ITryOperation attempt)
    {
        var entry = _state;
        Visit(attempt.Body);
        var after = _state;

        // An exception can be thrown anywhere in the block, so in a handler the locals that the block mentions are unknown.
        var assigned = attempt.Body.Descendants().OfType<ILocalReferenceOperation>().Select(reference => reference.Local);
        var caught = entry?.RemoveRange(assigned);
        foreach (var handler in attempt.Catches)
        {
            _state = caught;
            Visit(handler.Handler);
            after = Join(after, _state);
        }

        _state = after ?? caught;
        Visit(attempt.Finally);
        if (after is null)
            _state = null;
    }

    // A label can be the target of any goto, which this walk does not follow.
    protected static bool IsTangled(IOperation body) =>
        body.Descendants().Any(operation => operation is ILabeledOperation { Syntax: LabeledStatementSyntax });
}
