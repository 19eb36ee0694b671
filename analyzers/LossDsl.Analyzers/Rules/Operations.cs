using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers;

/// <summary>Queries on operations.</summary>
internal static class Operations
{
    /// <summary>The root of the operation tree: a method body, or an initializer.</summary>
    public static IOperation GetRoot(this IOperation operation) => operation.Parent is { } parent ? parent.GetRoot() : operation;

    /// <summary>The operand inside implicit conversions and parentheses.</summary>
    public static IOperation WalkDownConversion(this IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion
            ? conversion.Operand.WalkDownConversion()
            : operation;

    /// <summary>
    /// The operation that uses the value of an operation, and its direct operand; implicit conversions are skipped.
    /// </summary>
    public static (IOperation Operand, IOperation? User) GetUser(this IOperation operation)
    {
        var user = operation.Parent;
        while (user is IConversionOperation { IsImplicit: true, OperatorMethod: null } or IParenthesizedOperation)
            (operation, user) = (user, user.Parent);
        return (operation, user);
    }

    /// <summary>Whether an operation contains a node.</summary>
    public static bool Encloses(this IOperation outer, SyntaxNode node) =>
        outer.Syntax.SyntaxTree == node.SyntaxTree && outer.Syntax.Span.Contains(node.Span);

    /// <summary>Whether a symbol is declared inside an operation.</summary>
    public static bool Declares(this IOperation outer, ISymbol symbol)
    {
        foreach (var declared in symbol.DeclaringSyntaxReferences)
        {
            if (outer.Syntax.SyntaxTree == declared.SyntaxTree && outer.Syntax.Span.Contains(declared.Span))
                return true;
        }

        return false;
    }

    /// <summary>The innermost loop whose body contains an operation, within the same function.</summary>
    public static ILoopOperation? GetEnclosingLoop(this IOperation operation)
    {
        for (var (inner, outer) = (operation, operation.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return null;
            if (outer is ILoopOperation loop && ReferenceEquals(loop.Body, inner))
                return loop;
        }

        return null;
    }

    /// <summary>All references to a local in its method.</summary>
    public static IEnumerable<ILocalReferenceOperation> GetReferences(this ILocalSymbol local, IOperation inside) =>
        inside.GetRoot().Descendants().OfType<ILocalReferenceOperation>().Where(mention => mention.Local.Is(local));

    /// <summary>The initializer of a local that is never assigned again; null if there may be other values.</summary>
    public static IOperation? GetOnlyValue(this ILocalReferenceOperation reference)
    {
        if (reference.Local is not { RefKind: RefKind.None } local || local.GetReferences(reference).Any(mention => !mention.IsDeclaration && mention.IsWrite()))
            return null;
        foreach (var operation in reference.GetRoot().Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.Symbol.Is(local))
                return declarator.GetVariableInitializer()?.Value;
            if (operation is IDeconstructionAssignmentOperation { Target: var target, Value: var value } && Part(target, value, local) is { } part)
                return part;
        }

        return null;
    }

    // The element of a tuple that a deconstruction assigns to a local that it declares.
    private static IOperation? Part(IOperation target, IOperation value, ILocalSymbol local)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared }:
                return declared.Local.Is(local) ? value : null;
            case IDeclarationExpressionOperation { Expression: ITupleOperation tuple } when value.WalkDownConversion() is ITupleOperation values:
                var place = tuple.Elements.ToList().FindIndex(element => element is ILocalReferenceOperation declared && declared.Local.Is(local));
                return place < 0 ? null : values.Elements[place];
            case ITupleOperation tuple when value.WalkDownConversion() is ITupleOperation values:
                return tuple.Elements.Select((element, i) => Part(element, values.Elements[i], local)).FirstOrDefault(part => part is not null);
            default:
                return null;
        }
    }

    /// <summary>Whether a reference to a variable may write it.</summary>
    public static bool IsWrite(this IOperation mention) => mention.Parent switch
    {
        IAssignmentOperation assignment => ReferenceEquals(assignment.Target, mention),
        IIncrementOrDecrementOperation or IAddressOfOperation or IDeclarationExpressionOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is not (null or RefKind.None or RefKind.In),
        ITupleOperation tuple => IsTarget(tuple),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        _ => false,
    };

    private static bool IsTarget(ITupleOperation tuple) => tuple.Parent switch
    {
        ITupleOperation outer => IsTarget(outer),
        IDeconstructionAssignmentOperation assignment => ReferenceEquals(assignment.Target, tuple),
        _ => false,
    };
}
