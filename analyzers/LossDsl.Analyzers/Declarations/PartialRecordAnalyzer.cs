using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1001: the generator can only complete a partial record whose containers are partial as well.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialRecordAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1001",
        "A declared type must be a partial record",
        "{0} must be a partial record class for its members to be generated: {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1001.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (vocabulary.IsDeclared(type) && Problem(type, context.CancellationToken) is { } problem)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name, problem));
    }

    private static string? Problem(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // The attributes allow classes only, which the language says itself.
        if (type.TypeKind != TypeKind.Class)
            return null;
        if (!type.IsRecord)
            return "it is a class that is no record";
        if (type.IsFileLocal)
            return "it is local to its file";
        if (!IsPartial(type, cancellation))
            return "it is not partial";
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (container.IsFileLocal)
                return $"its container {container.Name} is local to its file";
            if (!IsPartial(container, cancellation))
                return $"its container {container.Name} is not partial";
        }

        return null;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax(cancellation) is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));
}
