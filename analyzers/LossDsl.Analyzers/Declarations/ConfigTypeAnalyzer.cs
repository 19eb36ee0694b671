using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1008: a setting has a type that a file can hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigTypeAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1008",
        "A setting must have a type that a file can hold",
        "{0} {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1008.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var property = (IPropertySymbol)context.Symbol;
        if (property.ContainingType?.Has(vocabulary.LossConfig) is not true
            || !property.IsSetting()
            || property.Type.TypeKind == TypeKind.Error)
        {
            return;
        }

        var problem = property.IsIndexer ? "is an indexer, which no file can hold; make it internal"
            : property.GetMethod is null ? "cannot be read: give it the accessor get"
            : property.Type.IsSupported() ? null
            : $"is of type {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}; a setting is one of "
                + $"{ConfigTypes.Words}, or can be null";
        if (problem is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rule, property.Locations[0], property.Name, problem));
    }
}
