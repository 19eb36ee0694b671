using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Tensors;

/// <summary>Writes calls.</summary>
internal static class Calls
{
    /// <summary>A call of a method on an expression, which is put into parentheses where it needs them.</summary>
    public static ExpressionSyntax On(ExpressionSyntax receiver, string method, string arguments)
    {
        var bare = receiver.WithoutTrivia();
        var isPrimary = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax;
        var text = isPrimary ? bare.ToString() : $"({bare})";
        return SyntaxFactory.ParseExpression($"{text}.{method}({arguments})").WithTriviaFrom(receiver);
    }
}
