using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1017: a declaration uses the named members of its enums, one at a time.</summary>
internal static class EnumArguments
{
    /// <summary>Notes arguments that are no member, or are made of several.</summary>
    public static void Check(AttributeData attribute, IPropertySymbol property, Problems problems)
    {
        var expressions = (attribute.ApplicationSyntaxReference?.GetSyntax(problems.Cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? [];
        foreach (var constant in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)))
        {
            if (constant is not { Kind: TypedConstantKind.Enum, Type: { } type })
                continue;
            var combined = expressions.Select(argument => argument.Expression).OfType<BinaryExpressionSyntax>()
                .FirstOrDefault(expression => expression.ToString().Contains(type.Name + "."));
            if (constant.EnumMember() is not { } member)
                problems.Add(
                    "LDSL1017",
                    property,
                    combined?.GetLocation() ?? attribute.Place(property, problems.Cancellation),
                    $"{property.Name} is declared with {constant.Value}, which is no member of {type.Name}; use one of {Members(type)}");
            else if (combined is not null)
                problems.Add(
                    "LDSL1017",
                    property,
                    combined.GetLocation(),
                    $"{property.Name} is declared with {combined}, which is {type.Name}.{member}: members of {type.Name} cannot be "
                    + $"combined; use one of {Members(type)}");
        }
    }

    private static string Members(ITypeSymbol type) => string.Join(
        ", ", type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue).Select(member => member.Name));
}
