using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The variables of a method that more than the statements in their order can change.</summary>
/// <param name="Written">Those that a lambda or a local function sets, or that have another name by reference.</param>
/// <param name="Escaping">Those whose batch a lambda or a local function may fill.</param>
/// <param name="SetsElements">Whether the method sets elements of arrays.</param>
internal sealed record CapturedVariables(ImmutableHashSet<ISymbol> Written, ImmutableHashSet<ISymbol> Escaping, bool SetsElements)
{
    /// <summary>Finds them in a method.</summary>
    public static CapturedVariables FindIn(IOperation tree, KnownSymbols symbols)
    {
        var written = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var leaky = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        var setsElements = false;
        foreach (var mention in tree.DescendantsAndSelf())
        {
            setsElements |= mention is IAssignmentOperation { Target: IArrayElementReferenceOperation };
            if (Variable(mention) is not { } variable)
                continue;
            var isCaptured = IsCaptured(mention, variable);
            if (isCaptured && BatchUseClassifier.Classify(mention, symbols).Use is not (BatchUse.Reads or BatchUse.Binds))
                leaky.Add(variable);
            if ((isCaptured && mention.IsWrite()) || HasAnotherName(mention))
                written.Add(variable);
        }

        return new CapturedVariables(written.ToImmutable(), leaky.ToImmutable(), setsElements);
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsCaptured(IOperation mention, ISymbol variable)
    {
        var outer = mention.Parent;
        while (outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            outer = outer.Parent;
        return outer switch
        {
            IAnonymousFunctionOperation lambda => !lambda.Symbol.Is(variable.ContainingSymbol),
            ILocalFunctionOperation local => !local.Symbol.Is(variable.ContainingSymbol),
            _ => false,
        };
    }

    private static bool HasAnotherName(IOperation mention) => mention.Parent switch
    {
        IAddressOfOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        IReturnOperation => mention is ILocalReferenceOperation { Local.IsRef: true },
        _ => false,
    };
}
