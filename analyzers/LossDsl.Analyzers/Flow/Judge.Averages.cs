using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Flow;

/// <content>LDSL5002: whether losses that add up are averaged.</content>
internal sealed partial class Judge
{
    private void JudgeAverages()
    {
        foreach (var (site, (loss, _)) in _differentiated.Select(pair => (pair.Key, pair.Value)))
        {
            foreach (var division in loss.Divisions)
            {
                if (!IsAverage(loss, division, site) || IsWithinHelper(loss, division, site))
                    continue;
                if (division.Count is { } count)
                    Say(
                        "LDSL5002",
                        division.Site.Syntax,
                        "The loss is already divided by the counts of the whole step, so the losses of microbatches add up: "
                        + $"dividing by {count.Syntax} shrinks the gradient{Through(division)}",
                        ImmutableDictionary<string, string?>.Empty.Add(MicrobatchAverageAnalyzer.Here, division.IsHere ? "yes" : null));
                else
                    Say(
                        "LDSL5002",
                        division.Site.Syntax,
                        "The losses are already divided by the counts of the whole step, so those of microbatches add up: their mean shrinks the gradient; "
                        + $"take their sum{Through(division)}",
                        ImmutableDictionary<string, string?>.Empty.Add(MicrobatchAverageAnalyzer.Here, division.IsHere ? "yes" : null));
            }
        }
    }

    private static string Through(Division division) =>
        division.IsHere || division.Site is not IInvocationOperation { TargetMethod.Name: var helper } ? "" : $" (in {helper})";

    private bool IsAverage(LossFact loss, Division division, IOperation site)
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

    // The loop over the parts of one step that a loss is computed in.
    private IOperation? Accumulation(LossSource source, IOperation site)
    {
        for (var loop = LoopAround(source.Site); loop is not null; loop = LoopAround(loop))
        {
            if (Steps.Of(loop) is StepsOf.None or StepsOf.EveryFew && SharesCounts(source, loop))
                return loop;
            if (Around(loop, site) && Steps.Of(loop) is StepsOf.Each)
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

    // Select(x => ...), ForEach(x => ...): the function is called for each element.
    private static bool IsForEach(IAnonymousFunctionOperation lambda)
    {
        var outer = lambda.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation)
            outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Select" or "ForEach" } };
    }

    // The parts are divided by the same counts: they were cut from one batch, or the counts do not change.
    private static bool SharesCounts(LossSource source, IOperation loop)
    {
        if (source.Batch?.Chain().Any(batch => batch.Relation == RowRelation.Part && ReferenceEquals(batch.Loop, loop)) is true)
            return true;
        return source.Totals is { } totals && !IsDeclaredIn(totals, loop) && !loop.Descendants().OfType<IAssignmentOperation>().Any(assignment =>
            assignment.Target is ILocalReferenceOperation { Local: var local } && local.Is(totals)
            || assignment.Target is IParameterReferenceOperation { Parameter: var parameter } && parameter.Is(totals)
            || assignment.Target is IFieldReferenceOperation { Field: var field } && field.Is(totals));
    }

    // Two objectives may have a mean that is wanted.
    private bool IsOneTask(LossFact loss, IOperation loop) => !loss.IsMixed
        && loss.Sources.All(source => loss.Sources.All(source.IsOfTheTaskOf))
        && _differentiated.Values.SelectMany(taken => taken.Loss.Sources).All(other => loss.Sources.All(other.IsOfTheTaskOf))
        && loop.Root().Descendants().OfType<IInvocationOperation>().Count(call => call.IsResult(vocabulary) && call.TargetMethod.Name == "Compute" && IsOther(call, loss)) == 0;

    private static bool IsOther(IInvocationOperation call, LossFact loss) => Named(call.Instance) is { } receiver
        && loss.Sources.Any(source => source.Loss is not null && !source.Loss.Is(receiver));

    // The number of things that an outer loop goes through is no number of microbatches; that of processes neither.
    private bool IsFree(IOperation count, IOperation loop)
    {
        foreach (var part in Parts(count))
        {
            if (part is IPropertyReferenceOperation { Instance.Type: { } owner } && owner.AllInterfaces.Concat([owner]).Any(type => type.Name is "IProcessGroup" or "ParallelContext"))
                return false;
            if (Sized(part) is { } sized && root.Descendants().OfType<IForEachLoopOperation>().Any(each =>
                !ReferenceEquals(each, loop) && each.Collection.DescendantsAndSelf().Any(inner => Named(inner)?.Is(sized) is true)))
            {
                return false;
            }
        }

        return true;
    }

    // A count that has to do with the loop: it is counted there, or the loop goes as far.
    private static bool IsTied(IOperation count, IOperation loop)
    {
        var symbols = Parts(count).Select(part => Sized(part) ?? Named(part)).OfType<ISymbol>().ToList();
        var header = loop switch
        {
            IForEachLoopOperation each => each.Collection.DescendantsAndSelf(),
            IForLoopOperation { Condition: { } condition } => condition.DescendantsAndSelf(),
            _ => [],
        };
        return symbols.Any(symbol =>
            header.Any(part => Named(part)?.Is(symbol) is true && part.Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } or { Name: "List" or "IReadOnlyList" or "IList" } or IArrayTypeSymbol)
            || loop.Descendants().Any(part => part is IIncrementOrDecrementOperation { Target: var counter } && Named(counter)?.Is(symbol) is true));
    }

    private static IEnumerable<IOperation> Parts(IOperation count)
    {
        foreach (var part in count.DescendantsAndSelf())
        {
            yield return part;
            if (part is ILocalReferenceOperation local && local.OnlyValue() is { } value)
            {
                foreach (var inner in value.DescendantsAndSelf())
                    yield return inner;
            }
        }
    }

    // What Count, Length or Count() tells the number of.
    private static ISymbol? Sized(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } collection } => Named(collection),
        IInvocationOperation { TargetMethod.Name: "Count" } call => Named(call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null)),
        _ => null,
    };

    private static ISymbol? Named(IOperation? operation) => operation?.Unconverted() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    // Where all of it stands in one and the same helper, the helper itself is told.
    private static bool IsWithinHelper(LossFact loss, Division division, IOperation site) =>
        !division.IsHere && ReferenceEquals(division.Site, site) && loss.Sources.All(source => ReferenceEquals(source.Site, site));

    private void JudgeGradients()
    {
        if (_scaledGradients.Count == 0 || root.Descendants().Any(IsReduction))
            return;
        foreach (var (site, count) in _scaledGradients)
        {
            foreach (var (taken, (loss, _)) in _differentiated.Select(pair => (pair.Key, pair.Value)))
            {
                var loops = loss.Sources.Select(source => Accumulation(source, taken)).ToList();
                if (loops.Count > 0 && loops.All(loop => loop is not null && !Around(loop, site) && IsAfter(site, loop)
                    && (IsTied(count, loop) || IsFree(count, loop) && IsOneTask(loss, loop))))
                {
                    Say(
                        "LDSL5002",
                        site.Syntax,
                        "The loss is already divided by the counts of the whole step, so the gradients of microbatches add up: "
                        + $"dividing by {count.Syntax} shrinks them");
                }
            }
        }
    }

    // Gradients of several processes may have to be averaged.
    private static bool IsReduction(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: var name } && name.IndexOf("reduce", StringComparison.OrdinalIgnoreCase) >= 0
        || operation.Type is { Name: "IProcessGroup" or "ParallelContext" };
}
