using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2003: converts an array of numbers to a tensor.</summary>
/// <remarks>A number, a string or a list has no obvious fix: it may be meant for another key.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConvertToTensorFix)), Shared]
public sealed class ConvertToTensorFix() : RuleCodeFixProvider(ValuesMustBeTensors.Rule)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if ((node as ExpressionSyntax ?? (node as ArgumentSyntax)?.Expression) is not { } value
            || model.GetTypeInfo(value, cancellation).Type is not IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: var element }
            || element is not (SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64
                or SpecialType.System_Single or SpecialType.System_Double))
        {
            return null;
        }

        var isImported = model.LookupSymbols(value.SpanStart, name: "torch").Any();
        return new CodeEdit("Make a tensor of it", editor => editor.ReplaceNode(
            value,
            (current, _) => SyntaxFactory.ParseExpression($"{(isImported ? "" : "TorchSharp.")}torch.tensor({current.WithoutTrivia()})")
                .WithTriviaFrom(current)));
    }
}
