using LossDsl.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5003: what describes this token cannot stand where the next token is described.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AlignmentMismatchAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5003",
        "A per-token tensor must have the alignment that is declared",
        "{0}",
        Category.Tensors,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL5003.md");

    private const int Next = 2;

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary)
    {
        Findings.Report(context, vocabulary, Rule);
        context.RegisterSymbolAction(symbol => CheckMask(symbol, vocabulary), SymbolKind.Property);
    }

    // IMaskedBatch promises entry t for token t: GlobalNormalization.Of counts by that.
    private static void CheckMask(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        if (context.Symbol is not IPropertySymbol { Name: "TokenMask" } property
            || property.Attribute(vocabulary.Tensor) is not { } attribute
            || attribute.Named("Aligned") as int? != Next
            || !property.ContainingType.AllInterfaces.Any(type => type.Name == "IMaskedBatch" && type.ContainingAssembly.Is(vocabulary.Library)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            attribute.Argument(context.CancellationToken, "Aligned")?.GetLocation() ?? attribute.Place(property, context.CancellationToken),
            $"IMaskedBatch.TokenMask has entry t for token t, {property.ContainingType.Name}.TokenMask is declared for token t+1: "
            + "every count would be off by one; declare Aligned = Token.This"));
    }
}
