using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>Creates the syntax of calls.</summary>
internal static class Calls
{
    /// <summary>A call of a method on an expression, which is parenthesized if necessary.</summary>
    public static ExpressionSyntax On(ExpressionSyntax receiver, string method, string arguments)
    {
        var bare = receiver.WithoutTrivia();
        var isPrimary = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax;
        var text = isPrimary ? bare.ToString() : $"({bare})";
        return SyntaxFactory.ParseExpression($"{text}.{method}({arguments})").WithTriviaFrom(receiver);
    }
}
