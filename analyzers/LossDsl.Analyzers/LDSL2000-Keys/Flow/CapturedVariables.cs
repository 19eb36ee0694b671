using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys.Flow;

/// <summary>The variables of a method that can change outside of its sequential control flow.</summary>
/// <param name="Written">Variables that a lambda or local function assigns, or that have a by-reference alias.</param>
/// <param name="Escaping">Variables whose batch a lambda or local function may add keys to.</param>
/// <param name="SetsElements">Whether the method assigns array elements.</param>
internal sealed record CapturedVariables(ImmutableHashSet<ISymbol> Written, ImmutableHashSet<ISymbol> Escaping, bool SetsElements)
{
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
