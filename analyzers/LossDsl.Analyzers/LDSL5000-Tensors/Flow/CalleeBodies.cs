using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Finds the bodies of methods of the same project.</summary>
internal static class CalleeBodies
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<IMethodSymbol, IOperation?>> OfOtherFiles = new();

    /// <summary>The body of what a call calls; null where it is not at hand, or where another may be called in its place.</summary>
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

        // Each is read once in a compilation, whoever calls it.
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
