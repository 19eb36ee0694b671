using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>LDSL5004 and LDSL5006: counts that are not those of the whole optimizer step.</content>
internal sealed partial class LossFindings
{
    /// <summary>Reports a formula that takes a mean over one microbatch.</summary>
    public void ReportLocalMean(IOperation site) => Report(
        LossArithmeticRules.CountsMustBeOfTheStep,
        Name(site.Syntax),
        "This mean divides by the counts of the microbatch at hand, so the losses of microbatches do not add up: divide by those of the whole step "
        + "(Masked.Mean with globalNormalizationFactor: totals.ValidTokens)");

    private void CheckCounts()
    {
        foreach (var use in _uses)
        {
            if (Part(use) is not { } part || IsWithinHelper(use, part))
                continue;
            var counted = Contains(use.Counts.Counted.Syntax) && use.Counts.Site is IInvocationOperation { TargetMethod.Name: "FromBatch" }
                ? use.Counts.Counted.Syntax
                : Name(use.Counts.Site.Syntax);
            var batch = part.Site?.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax whole } }
                && counted is ExpressionSyntax and not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax }
                && use.Counts.Site is IInvocationOperation { TargetMethod.Name: "FromBatch" }
                    ? whole.ToString()
                    : null;
            Report(
                LossArithmeticRules.CountsMustBeOfTheStep,
                counted,
                $"These are the counts of the microbatch '{Batch(use.Counts.Counted).Syntax}': the losses of the step then weigh a token by its "
                + "microbatch; count the whole batch",
                batch is null ? null : ImmutableDictionary<string, string?>.Empty.Add(LossArithmeticRules.BatchKey, batch));
        }
    }

    // micro of micro.NextToken.TokenMask
    private static IOperation Batch(IOperation counted) =>
        counted.WalkDownConversion() is IPropertyReferenceOperation { Instance: { } instance } ? Batch(instance) : counted;

    // The counted part of a batch, if all parts together make one optimizer step; null otherwise.
    private BatchValue? Part(CountsUse use)
    {
        foreach (var batch in use.Counts.Batch.GetAncestors())
        {
            if (batch is { Relation: RowRelation.Part, Loop: { } loop } && Around(loop, use.Site) && AddsUp(loop, use.Site))
                return batch;
        }

        // A batch of a loop in which an optimizer step is made only every few iterations.
        var first = use.Counts.Batch.GetAncestors().Last();
        return use.Site.GetEnclosingLoop() is { } each && first.Origin is ILocalSymbol local && IsDeclaredIn(local, each)
            && OptimizerSteps.GetFrequency(each) == StepFrequency.Periodic && IsDifferentiated(use.Site, each)
                ? first
                : null;
    }

    private bool AddsUp(IOperation loop, IOperation site) =>
        OptimizerSteps.GetFrequency(loop) is StepFrequency.Never or StepFrequency.Periodic && IsDifferentiated(site, loop);

    private bool IsDifferentiated(IOperation site, IOperation loop) =>
        _differentiated.Values.Any(taken => taken.Loss.Sources.Any(source => ReferenceEquals(source.Site, site))) || OptimizerSteps.TakesGradient(loop);

    // Whether the batch is cut and the loss is called in one helper, which is then reported itself.
    private static bool IsWithinHelper(CountsUse use, BatchValue part) => !use.IsHere && ReferenceEquals(use.Site, part.Site);

    private void CheckStaleCounts()
    {
        foreach (var uses in _uses.GroupBy(use => use.Counts.Site))
        {
            if (_escaped.Contains(uses.Key) || IsMentionedElsewhere(uses))
                continue;
            var changes = uses.Select(Change).Distinct().ToList();
            if (changes is [{ } change] && uses.First() is var use && Contains(use.Argument.Syntax))
                Report(LossArithmeticRules.CountsMustBeCurrent, use.Argument.Syntax, Stale(change, use));
        }
    }

    private static string Stale(BatchValue change, CountsUse use)
    {
        var done = change.Relation switch
        {
            RowRelation.Fewer => "before rows were dropped",
            RowRelation.More => "before rows were added",
            RowRelation.Remasked => "before its mask was changed",
            _ => "of more rows than a step of the optimizer sees",
        };
        var line = change.Site!.Syntax.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        return $"These counts were taken {done} (line {line}), so the loss is divided by what it does not see: count the batch that the step sees";
    }

    // The derivation between counting and use that makes the counts wrong; null if there is none, or if it may be intended.
    private BatchValue? Change(CountsUse use)
    {
        if (use.Batch is null)
            return null;
        var between = use.Batch.GetAncestors().TakeWhile(batch => !batch.Equals(use.Counts.Batch)).ToList();
        if (!use.Batch.GetAncestors().Any(batch => batch.Equals(use.Counts.Batch)))
            return null;
        foreach (var batch in between)
        {
            if (batch.Relation is RowRelation.Fewer or RowRelation.More or RowRelation.Remasked
                && ReferenceEquals(batch.Site!.GetEnclosingLoop(), use.Counts.Site.GetEnclosingLoop()) && IsAfter(batch.Site!, use.Counts.Site))
            {
                return batch;
            }

            if (batch is { Relation: RowRelation.Part, Loop: IForEachLoopOperation loop } && OptimizerSteps.GetFrequency(loop) == StepFrequency.EveryIteration
                && OptimizerSteps.MakesStepItself(loop) && !Around(loop, use.Counts.Site) && IsDifferentiated(use.Site, loop))
            {
                return batch;
            }
        }

        return null;
    }

    // Whether the counts are used for anything but calls of losses and reading their properties.
    private bool IsMentionedElsewhere(IEnumerable<CountsUse> uses)
    {
        var names = uses.Select(use => use.Argument.WalkDownConversion()).OfType<ILocalReferenceOperation>().Select(local => local.Local).ToList();
        return names.Any(local => local.GetReferences(root).Any(mention => mention.GetUser().User switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Compute" } } => false,
            IPropertyReferenceOperation => false,
            ISimpleAssignmentOperation assignment => !ReferenceEquals(assignment.Target, mention),
            _ => true,
        }));
    }

    private bool Contains(SyntaxNode node) => root.Encloses(node);

    private static bool Around(IOperation loop, IOperation operation) => loop.Encloses(operation.Syntax);

    private static bool IsAfter(IOperation operation, IOperation other) => operation.Syntax.SpanStart > other.Syntax.SpanStart;

    private static bool IsDeclaredIn(ISymbol symbol, IOperation loop) => loop.Declares(symbol);

    private static SyntaxNode Name(SyntaxNode syntax) =>
        syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : syntax;
}
