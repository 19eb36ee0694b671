using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1009: the allowed values of a setting have its type, and there is at least one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllowedValuesAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1009",
        "Allowed values must be values of the setting's type",
        "{0} {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1009.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        var allowed = context.Compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.AllowedValuesAttribute");
        if (allowed is not null)
            context.RegisterSymbolAction(symbol => Check(symbol, allowed, vocabulary), SymbolKind.Property);
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol allowed, Vocabulary vocabulary)
    {
        var property = (IPropertySymbol)context.Symbol;
        if (property.ContainingType?.Has(vocabulary.LossConfig) is not true
            || !property.IsSetting()
            || property.Attribute(allowed) is not { ConstructorArguments: [{ Kind: TypedConstantKind.Array } list] } attribute
            || !property.Type.IsSupported())
        {
            return;
        }

        var values = list.IsNull ? [] : list.Values;
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments ?? [];
        for (var i = 0; i < values.Length; i++)
        {
            // Whether null is legal is up to the property's type, so null is left out; what does not compile has its own error.
            if (values[i] is { Kind: TypedConstantKind.Error } or { IsNull: true } || property.Type.Admits(values[i]))
                continue;
            var place = arguments.Count == values.Length ? arguments[i].GetLocation() : attribute.Place(property, context.CancellationToken);
            var type = property.Type.Underlying().WithNullableAnnotation(NullableAnnotation.None);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                place,
                property.Name,
                $"can never be {values[i].ToCSharpString()}: it is of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"));
        }

        if (values.All(value => value.IsNull))
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, attribute.Place(property, context.CancellationToken), property.Name, "has no allowed value"));
    }
}
