using LossDsl.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1010: the names of generated members are taken.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedNameAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1010",
        "A member must not have the name of a generated one",
        "{0} cannot have a member '{1}': {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1010.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var (attribute, added) = type.Has(vocabulary.DataDict) ? (vocabulary.DataDict, GeneratedNames.DataDict)
            : type.Has(vocabulary.LossConfig) ? (vocabulary.LossConfig, GeneratedNames.LossConfig)
            : type.Has(vocabulary.LossMetrics) ? (vocabulary.LossMetrics, GeneratedNames.LossMetrics)
            : (null, null);
        if (added is null)
            return;

        // A base that is declared as well says so itself; one that is not gets nothing generated and stands in the way.
        for (var part = type; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            if (!part.Is(type) && part.Has(attribute))
                continue;
            foreach (var member in part.GetMembers().Where(IsWritten))
            {
                if (Problem(member, added, type, vocabulary) is { } problem)
                    context.ReportDiagnostic(Diagnostic.Create(
                        Rule, part.Is(type) ? Place(member) : type.Locations[0], type.Name, member.Name, problem));
            }
        }
    }

    private static string? Problem(ISymbol member, HashSet<string> added, INamedTypeSymbol type, Vocabulary vocabulary)
    {
        if (added.Contains(member.Name))
            return "that name is generated";
        if (GeneratedNames.OfObject.Contains(member.Name))
            return "its key would hide a member of object";
        return member.Name == GeneratedNames.DataOfView && type.Has(vocabulary.DataDict) && member.Has(vocabulary.Tensor)
            ? "that name is generated"
            : null;
    }

    private static bool IsWritten(ISymbol member) => !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && (member.DeclaringSyntaxReferences.Length == 0 || !member.DeclaringSyntaxReferences.All(IsGenerated));

    private static Location Place(ISymbol member) =>
        member.Locations.FirstOrDefault(location => location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) is not true)
            ?? member.Locations[0];

    private static bool IsGenerated(SyntaxReference reference) => reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
}
