using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Finds dispose scopes that free what is allocated at a place.</summary>
internal static class OpenScopes
{
    /// <summary>Whether a scope is opened by a statement before an operation, in a block that it stands in.</summary>
    public static bool Surround(IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer.ChildOperations.TakeWhile(child => !ReferenceEquals(child, inner)).Any(Opens))
                return true;
        }

        return false;
    }

    /// <summary>Whether any member of a type opens a scope: it may be open when the others are called.</summary>
    public static bool AreOpenedIn(INamedTypeSymbol? type, CancellationToken cancellation) => type is not null
        && type.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellation).DescendantTokens()
            .Any(token => token.ValueText is "NewDisposeScope" or "DisposeScope"));

    // A nested statement closes what it opens; a declaration does not.
    private static bool Opens(IOperation child) => child switch
    {
        IBlockOperation or IUsingOperation or ILoopOperation or ITryOperation or ISwitchOperation or ILocalFunctionOperation => false,
        IConditionalOperation { Syntax: IfStatementSyntax } => false,
        _ => child.DescendantsAndSelf().Any(part => part.Type is { Name: "DisposeScope" }),
    };
}
