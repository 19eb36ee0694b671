using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>
/// Finds the locals that the analysis cannot track: functions that may run at any time assign them, or they have an alias by
/// reference.
/// </summary>
internal static class UntrackedLocals
{
    public static IEnumerable<ISymbol> FindIn(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation counted => counted.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                IAddressOfOperation address => address.Reference,
                _ => null,
            };
            foreach (var symbol in Symbols(target))
            {
                if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref } or IAddressOfOperation || !IsDeclaredAround(symbol, operation))
                    yield return symbol;
            }
        }
    }

    private static IEnumerable<ISymbol> Symbols(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => [local.Local],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        ITupleOperation tuple => tuple.Elements.SelectMany(Symbols),
        _ => [],
    };

    // Whether the innermost function around an operation is the one that declares a symbol.
    private static bool IsDeclaredAround(ISymbol symbol, IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            outer = outer.Parent;
        var function = outer switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => null,
        };
        return function is null ? symbol.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }
            : symbol.ContainingSymbol.Is(function);
    }
}
