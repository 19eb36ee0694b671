using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <content>LDSL5002: averages of gradients that must be added up, and how their divisor relates to the loop.</content>
internal sealed partial class LossFindings
{
    private void CheckGradients()
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
                    Report(
                        LossArithmeticRules.LossesMustBeAdded,
                        site.Syntax,
                        "The loss is already divided by the counts of the whole step, so the gradients of microbatches add up: "
                        + $"dividing by {count.Syntax} shrinks them");
                }
            }
        }
    }

    // Averaging gradients over processes may be intended.
    private static bool IsReduction(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: var name } && name.IndexOf("reduce", StringComparison.OrdinalIgnoreCase) >= 0
        || operation.Type is { } type && IsOfProcesses(type);

    private static bool IsOfProcesses(ITypeSymbol type) => type.Name is "IProcessGroup" or "ParallelContext";

    // Whether the divisor may be the number of microbatches: it is neither the length of what another loop enumerates, nor a
    // number of processes.
    private bool IsFree(IOperation count, IOperation loop)
    {
        foreach (var part in Parts(count))
        {
            if (part is IPropertyReferenceOperation { Instance.Type: { } owner } && owner.AllInterfaces.Concat([owner]).Any(IsOfProcesses))
                return false;
            if (Sized(part) is { } sized && root.Descendants().OfType<IForEachLoopOperation>().Any(each =>
                !ReferenceEquals(each, loop) && each.Collection.DescendantsAndSelf().Any(inner => Named(inner)?.Is(sized) is true)))
            {
                return false;
            }
        }

        return true;
    }

    // Whether the divisor is the loop's length: the loop's header mentions it, or the loop increments it.
    private static bool IsTied(IOperation count, IOperation loop)
    {
        var symbols = Parts(count).Select(part => Sized(part) ?? Named(part)).OfType<ISymbol>().ToList();
        var header = loop switch
        {
            IForEachLoopOperation each => each.Collection.DescendantsAndSelf(),
            IForLoopOperation { Condition: { } condition } => condition.DescendantsAndSelf(),
            _ => [],
        };
        return symbols.Any(symbol => header.Any(part => Named(part)?.Is(symbol) is true && IsNumberOrList(part.Type))
            || loop.Descendants().Any(part => part is IIncrementOrDecrementOperation { Target: var counter } && Named(counter)?.Is(symbol) is true));
    }

    private static bool IsNumberOrList(ITypeSymbol? type) => type is IArrayTypeSymbol
        or { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
        or { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "ImmutableArray" };

    private static IEnumerable<IOperation> Parts(IOperation count)
    {
        foreach (var part in count.DescendantsAndSelf())
        {
            yield return part;
            if (part is ILocalReferenceOperation local && local.GetOnlyValue() is { } value)
            {
                foreach (var inner in value.DescendantsAndSelf())
                    yield return inner;
            }
        }
    }

    // The collection whose length an operation reads: Count, Length or Count().
    private static ISymbol? Sized(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } collection } => Named(collection),
        IInvocationOperation { TargetMethod.Name: "Count" } call => Named(call.Instance ?? (call.Arguments.Length > 0 ? call.Arguments[0].Value : null)),
        _ => null,
    };

    private static ISymbol? Named(IOperation? operation) => operation?.WalkDownConversion() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };
}
