using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1017: an enum argument of a declaration must be a single named member.</summary>
internal static class EnumArguments
{
    /// <summary>Reports arguments that are not a member, or combine several.</summary>
    public static void Check(AttributeData attribute, IPropertySymbol property, DiagnosticBag diagnostics)
    {
        foreach (var (constant, expression) in Arguments(attribute, diagnostics.Cancellation))
        {
            if (constant is not { Kind: TypedConstantKind.Enum, Type: { } type })
                continue;
            if (constant.GetEnumMemberName() is not { } member)
                Report($"{constant.Value}, which is not a member of {type.Name}; use one of {Members(type)}");
            else if (expression is BinaryExpressionSyntax combined)
                Report($"{combined}, which is {type.Name}.{member}: members of {type.Name} cannot be combined; use one of {Members(type)}");

            void Report(string problem) => diagnostics.AddError(
                "LDSL1017",
                property,
                expression?.GetLocation() ?? attribute.GetLocation(property, diagnostics.Cancellation),
                $"{property.Name} is declared with {problem}");
        }
    }

    // Every argument with its expression; the expression is null if it is not in source.
    private static IEnumerable<(TypedConstant Constant, ExpressionSyntax? Expression)> Arguments(AttributeData attribute, CancellationToken cancellation)
    {
        var written = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? [];
        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            var name = attribute.AttributeConstructor?.Parameters[i].Name;
            var given = written.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)
                ?? (i < written.Count && written[i] is { NameEquals: null, NameColon: null } inOrder ? inOrder : null);
            yield return (attribute.ConstructorArguments[i], given?.Expression);
        }

        foreach (var argument in attribute.NamedArguments)
            yield return (argument.Value, attribute.GetArgumentExpression(cancellation, argument.Key));
    }

    private static string Members(ITypeSymbol type) => string.Join(
        ", ", type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue).Select(member => member.Name));
}
