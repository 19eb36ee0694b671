using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1004: two properties cannot be carried under one key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateKeyAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1004",
        "The keys of a declaration must differ",
        "The key of {0} {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1004.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!vocabulary.IsDeclared(type))
            return;

        var owners = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (var declared in DeclaredKeys.Of(type, vocabulary))
        {
            if (string.IsNullOrWhiteSpace(declared.Key))
                Report(declared, "is empty");
            else if (owners.TryGetValue(declared.Key, out var owner))
                Report(declared, $"is '{declared.Key}', which {owner.Name} has already");
            else
                owners.Add(declared.Key, declared.Property);
        }

        void Report(DeclaredKey declared, string problem)
        {
            // What a base declares wrongly is said there; what it has in common with this type is said here.
            var isInherited = !declared.Property.ContainingType.Is(type);
            if (isInherited && declared.Property.ContainingType.DeclaringSyntaxReferences.Length > 0)
                return;
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, isInherited ? type.Locations[0] : Place(declared, context.CancellationToken), declared.Property.Name, problem));
        }
    }

    private static Location Place(DeclaredKey declared, CancellationToken cancellation) =>
        (declared.Attribute?.Argument(cancellation, "Key")
            ?? (declared.Attribute?.AttributeClass?.Name == "ConfigKeyAttribute" ? declared.Attribute.Argument(cancellation) : null))
        ?.GetLocation() ?? declared.Property.Locations[0];
}
