using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Finds the bodies of methods that stand in the file of their callers.</summary>
internal static class Helpers
{
    /// <summary>The body of what a call calls; null where it is elsewhere, or where another may be called in its place.</summary>
    public static IOperation? Body(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (call.SemanticModel is not { } model || method.IsVirtual || method.IsAbstract || method.IsOverride
            || method.DeclaringSyntaxReferences is not [var declaration] || declaration.SyntaxTree != model.SyntaxTree)
        {
            return null;
        }

        SyntaxNode? body = declaration.GetSyntax() switch
        {
            MethodDeclarationSyntax written => (SyntaxNode?)written.Body ?? written.ExpressionBody,
            LocalFunctionStatementSyntax written => (SyntaxNode?)written.Body ?? written.ExpressionBody,
            _ => null,
        };
        return body is null ? null : model.GetOperation(body);
    }
}
