using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors;

/// <summary>Finds training loops without a dispose scope that frees the tensors of each iteration.</summary>
internal static class DisposeScopes
{
    /// <summary>
    /// Whether an operation is in a loop that makes optimizer steps, or in any loop of the program's entry point, without a dispose
    /// scope between the loop and the operation. Any other loop may run inside a scope of its caller that ends with the step. Loops
    /// over one batch (epochs, minibatches) inside a scope that ends with the batch are not reported.
    /// </summary>
    public static bool IsMissing(IInvocationOperation call, ISymbol method)
    {
        var stepping = (ILoopOperation?)null;
        var isInLoop = false;
        for (var (inner, outer) = ((IOperation)call, call.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return stepping is not null;
            if (outer.ChildOperations.TakeWhile(child => !ReferenceEquals(child, inner)).Any(Opens))
                return stepping is not null && !IsOverOneBatch(call, stepping, outer);
            if (outer is not ILoopOperation loop || !ReferenceEquals(loop.Body, inner))
                continue;
            if (OptimizerSteps.ChangesWeights(loop))
                stepping = loop;
            isInLoop = true;
        }

        return stepping is not null || (isInLoop && method is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" });
    }

    // Epochs over one batch or its parts: their tensors are freed with the batch. An endless loop never reaches the end of the
    // scope.
    private static bool IsOverOneBatch(IInvocationOperation call, ILoopOperation stepping, IOperation scope)
    {
        if (stepping is not (IForEachLoopOperation or IForLoopOperation { Condition: not null }))
            return false;
        var sources = call.Arguments.SelectMany(argument => Sources(argument.Value, 4)).OfType<ISymbol>()
            .Where(symbol => !Encloses(stepping, symbol));
        return sources.Any(symbol => symbol is IParameterSymbol || Encloses(scope, symbol) || Encloses(Around(scope), symbol));
    }

    // The batch that an argument was cut from, through locals such as micro, mini or rollout.
    private static IEnumerable<ISymbol?> Sources(IOperation value, int depth)
    {
        switch (value.WalkDownConversion())
        {
            case ILocalReferenceOperation local when IsBatch(local.Type):
                yield return local.Local;
                var each = local.GetRoot().Descendants().OfType<IForEachLoopOperation>()
                    .FirstOrDefault(loop => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default));
                var source = each is not null ? Receiver(each.Collection) : local.GetOnlyValue() is { } only ? Receiver(only) : null;
                if (source is not null && depth > 0)
                {
                    foreach (var symbol in Sources(source, depth - 1))
                        yield return symbol;
                }

                break;
            case IParameterReferenceOperation parameter when IsBatch(parameter.Type):
                yield return parameter.Parameter;
                break;
        }
    }

    private static IOperation Receiver(IOperation value) => value.WalkDownConversion() switch
    {
        IInvocationOperation { Instance: { } instance } => Receiver(instance),
        IInvocationOperation { Arguments: [{ Value: var first }, ..] } => Receiver(first),
        var other => other,
    };

    private static bool IsBatch(ITypeSymbol? type) => type is { BaseType.Name: "BatchedDataDict" }
        || type?.AllInterfaces.Any(implemented => implemented.Name is "IBatch" or "IDataDict" or "IMaskedBatch") is true;

    private static bool Encloses(IOperation? outer, ISymbol symbol) =>
        outer?.Declares(symbol) is true;

    private static ILoopOperation? Around(IOperation scope)
    {
        var outer = scope.Parent;
        while (outer is not (null or ILoopOperation))
            outer = outer.Parent;
        return outer as ILoopOperation;
    }

    // A using statement closes its scope before the next statement; a using declaration does not.
    private static bool Opens(IOperation child) => child switch
    {
        IBlockOperation or IUsingOperation or ILoopOperation or ITryOperation or ISwitchOperation or ILocalFunctionOperation => false,
        IConditionalOperation { Syntax: IfStatementSyntax } => false,
        IUsingDeclarationOperation { DeclarationGroup: var declared } => Held(declared).Any(MayBeScope),
        { Parent: IUsingOperation { Resources: var held } } when ReferenceEquals(held, child) => Held(held).Any(MayBeScope),
        _ => child.DescendantsAndSelf().Any(part => part.Type is { Name: "DisposeScope" }),
    };

    private static IEnumerable<IOperation> Held(IOperation resources) => resources is IVariableDeclarationGroupOperation group
        ? group.Descendants().OfType<IVariableDeclaratorOperation>().Select(declarator => declarator.GetVariableInitializer()?.Value).OfType<IOperation>()
        : [resources];

    // The static type may be an interface, or a type of the program that wraps a scope.
    private static bool MayBeScope(IOperation held)
    {
        held = held.WalkDownConversion();
        if (held.Type is { Name: "DisposeScope" })
            return true;
        var made = held is IInvocationOperation { TargetMethod: var method } ? method.ContainingAssembly : held.Type?.ContainingAssembly;
        return held.Type is not null
            && !IsLibrary(made?.Name) && (held.Type.SpecialType == SpecialType.System_IDisposable || !IsLibrary(held.Type.ContainingAssembly?.Name));
    }

    private static bool IsLibrary(string? assembly) => assembly is null or "TorchSharp" or "LossDsl" or "System" or "mscorlib" or "netstandard"
        || assembly.StartsWith("System.", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);
}
