using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1001: the generator can only complete a partial record whose containers are partial as well.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialRecordAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "LDSL1001",
        Category.Declarations,
        "A declared type must be a partial record",
        "{0} must be a partial record class for its members to be generated: {1}");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Vocabulary.Of(start.Compilation) is { } vocabulary)
                start.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);
        });
    }

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!vocabulary.IsDeclared(type) || Problem(type) is not { } problem)
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name, problem));
    }

    private static string? Problem(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
            return "it is a " + (type.TypeKind == TypeKind.Struct ? "struct" : type.TypeKind.ToString().ToLowerInvariant());
        if (!type.IsRecord)
            return "it is a class";
        if (type.IsFileLocal)
            return "it is local to its file";
        if (!IsPartial(type))
            return "it is not partial";
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (!IsPartial(container))
                return $"its container {container.Name} is not partial";
        }

        return null;
    }

    // One part without the modifier is an error of the language already, but the generator stays silent then, too.
    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(part =>
        part.GetSyntax() is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));
}
