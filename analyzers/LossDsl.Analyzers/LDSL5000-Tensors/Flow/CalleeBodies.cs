using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Finds the bodies of called methods of the same project.</summary>
internal static class CalleeBodies
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, IOperation?>> OfOtherFiles = new();

    /// <summary>The body that a call runs; null if its source is not available, or if the method may be overridden.</summary>
    public static IOperation? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (call.SemanticModel is not { } model || method.IsVirtual || method.IsAbstract || method.IsOverride
            || method.DeclaringSyntaxReferences is not [var declaration])
        {
            return null;
        }

        if (declaration.SyntaxTree == model.SyntaxTree)
            return Find(declaration, model);

        // Each body is built once per compilation and shared by its callers.
        var bodies = OfOtherFiles.GetValue(model.Compilation, _ => new(SymbolEqualityComparer.Default));
        return bodies.GetOrAdd(method, _ => Find(declaration, model.Compilation.GetSemanticModel(declaration.SyntaxTree)));
    }

    private static IOperation? Find(SyntaxReference declaration, SemanticModel model)
    {
        var body = declaration.GetSyntax() switch
        {
            MethodDeclarationSyntax written => (SyntaxNode?)written.Body ?? written.ExpressionBody,
            LocalFunctionStatementSyntax written => (SyntaxNode?)written.Body ?? written.ExpressionBody,
            _ => null,
        };
        return body is null ? null : model.GetOperation(body);
    }
}
