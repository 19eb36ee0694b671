using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>LDSL5002: averages of losses that must be added up.</content>
internal sealed partial class LossFindings
{
    private void CheckAverages()
    {
        foreach (var (site, (loss, _)) in _differentiated.Select(pair => (pair.Key, pair.Value)))
        {
            foreach (var division in loss.Divisions)
            {
                if (!IsAverage(loss, division, site) || IsWithinHelper(loss, division, site))
                    continue;
                if (division.Count is { } count)
                    Report(
                        LossArithmeticRules.LossesMustBeAdded,
                        division.Site.Syntax,
                        "The loss is already divided by the counts of the whole step, so the losses of microbatches add up: "
                        + $"dividing by {count.Syntax} shrinks the gradient{Through(division)}",
                        ImmutableDictionary<string, string?>.Empty.Add(LossArithmeticRules.IsLocalKey, division.IsHere ? "yes" : null));
                else
                    Report(
                        LossArithmeticRules.LossesMustBeAdded,
                        division.Site.Syntax,
                        "The losses are already divided by the counts of the whole step, so those of microbatches add up: their mean shrinks the gradient; "
                        + $"take their sum{Through(division)}",
                        ImmutableDictionary<string, string?>.Empty.Add(LossArithmeticRules.IsLocalKey, division.IsHere ? "yes" : null));
            }
        }
    }

    private static string Through(Division division) =>
        division.IsHere || division.Site is not IInvocationOperation { TargetMethod.Name: var helper } ? "" : $" (in {helper})";

    private bool IsAverage(LossValue loss, Division division, IOperation site)
    {
        foreach (var source in loss.Sources)
        {
            if (Accumulation(source, site) is not { } loop)
                return false;
            if (division.Count is { } count && !(IsTied(count, loop) || IsFree(count, loop) && IsOneTask(loss, loop)))
                return false;
        }

        return loss.Sources.Count > 0;
    }

    // The gradient accumulation loop: the loop over the parts of one optimizer step in which a loss is computed.
    private IOperation? Accumulation(LossSource source, IOperation site)
    {
        for (var loop = LoopAround(source.Site); loop is not null; loop = LoopAround(loop))
        {
            if (OptimizerSteps.GetFrequency(loop) is StepFrequency.Never or StepFrequency.Periodic && SharesCounts(source, loop))
                return loop;
            if (Around(loop, site) && OptimizerSteps.GetFrequency(loop) is StepFrequency.EveryIteration)
                return null;
        }

        return null;
    }

    private static IOperation? LoopAround(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is ILoopOperation loop && ReferenceEquals(loop.Body, inner))
                return loop;
            if (outer is ILocalFunctionOperation)
                return null;
            if (outer is IAnonymousFunctionOperation lambda)
                return IsForEach(lambda) ? lambda : null;
        }

        return null;
    }

    // Select(x => ...), ForEach(x => ...), Aggregate(...): the function is called for each element.
    private static bool IsForEach(IAnonymousFunctionOperation lambda)
    {
        var outer = lambda.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation)
            outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Select" or "ForEach" or "Aggregate" } };
    }

    // Whether all iterations divide by the same counts: their batches are parts of one batch, or the counts do not change in
    // the loop.
    private static bool SharesCounts(LossSource source, IOperation loop)
    {
        if (source.Batch?.GetAncestors().Any(part => part.Relation == RowRelation.Part && ReferenceEquals(part.Loop, loop)) is true)
            return true;
        // The same batch in every iteration is not a part: the loop may run several models, or several samples of dropout.
        if (source.Batch is not { } batch || !(IsMadeIn(batch.GetAncestors().Last(), loop) || batch.GetAncestors().Any(made => made.Site is { } site && Around(loop, site))))
            return false;
        return source.Totals is { } totals && !IsDeclaredIn(totals, loop) && !loop.Descendants().OfType<IAssignmentOperation>().Any(assignment =>
            assignment.Target is ILocalReferenceOperation { Local: var local } && local.Is(totals)
            || assignment.Target is IParameterReferenceOperation { Parameter: var parameter } && parameter.Is(totals)
            || assignment.Target is IFieldReferenceOperation { Field: var field } && field.Is(totals));
    }

    private static bool IsMadeIn(BatchValue first, IOperation loop) => first.Origin switch
    {
        ISymbol symbol => IsDeclaredIn(symbol, loop),
        SyntaxNode syntax => loop.Encloses(syntax),
        _ => false,
    };

    // Averaging two different objectives may be intended.
    private bool IsOneTask(LossValue loss, IOperation loop) => !loss.IsMixed
        && loss.Sources.All(source => loss.Sources.All(source.IsSameTaskAs))
        && _differentiated.Values.SelectMany(taken => taken.Loss.Sources).All(other => loss.Sources.All(other.IsSameTaskAs))
        && !loop.GetRoot().Descendants().OfType<IInvocationOperation>().Any(call => call.IsLossResult(symbols) && IsOther(call, loss));

    private static bool IsOther(IInvocationOperation call, LossValue loss) => call.TargetMethod.Name == "Compute" && Named(call.Instance) is { } receiver
        && loss.Sources.Any(source => source.Loss is not null && !source.Loss.Is(receiver));

    // Whether loss, division and backward are all in one helper, which is then reported itself.
    private static bool IsWithinHelper(LossValue loss, Division division, IOperation site) =>
        !division.IsHere && ReferenceEquals(division.Site, site) && loss.Sources.All(source => ReferenceEquals(source.Site, site));
}
