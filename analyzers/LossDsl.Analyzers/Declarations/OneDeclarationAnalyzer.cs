using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1015: a record is a batch, a config or metrics, but only one of these.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OneDeclarationAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1015",
        "A record must be declared as one thing",
        "{0} is declared as {1}; all of them would generate its keys and its schema",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1015.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!vocabulary.IsDeclared(type))
            return;
        var marks = new[] { vocabulary.DataDict, vocabulary.LossConfig, vocabulary.LossMetrics }
            .Where(mark => type.Has(mark))
            .Select(mark => $"[{mark!.Name.Replace("Attribute", "")}]")
            .ToList();
        if (marks.Count > 1)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name, string.Join(" and ", marks)));
    }
}
