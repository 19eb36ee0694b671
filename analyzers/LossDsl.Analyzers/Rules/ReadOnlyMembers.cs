using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers;

/// <summary>Static fields and properties whose value never changes.</summary>
internal static class ReadOnlyMembers
{
    /// <summary>The initializer of a static member; null if the member may have another value.</summary>
    public static IOperation? GetReadOnlyValue(this IMemberReferenceOperation reference)
    {
        if (reference.Member is not { IsStatic: true, DeclaringSyntaxReferences: [var declaration] } member || reference.SemanticModel is not { } model)
            return null;
        var isFixed = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        if (!isFixed || member.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared))
            return null;

        var initializer = declaration.GetSyntax() switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        if (initializer is null)
            return null;
        var home = initializer.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(initializer.SyntaxTree);
        return (home.GetOperation(initializer) as ISymbolInitializerOperation)?.Value;
    }
}
