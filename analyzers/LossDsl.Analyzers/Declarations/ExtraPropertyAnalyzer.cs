using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1014: what a batch carries beyond its tensors goes into one dictionary.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExtraPropertyAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1014",
        "The rest of a batch must have one dictionary to go to",
        "{0} is declared as [Extra], so it must {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1014.md");

    /// <summary>The property of a diagnostic that is there where the type is wrong.</summary>
    public const string WrongType = "type";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.Has(vocabulary.DataDict))
            return;

        IPropertySymbol? first = null;
        foreach (var property in type.AllProperties().Where(property => property.Has(vocabulary.Extra)))
        {
            var isWrongType = !IsDictionary(property.Type);
            var problem = isWrongType ? "be of type IReadOnlyDictionary<string, object?>"
                : property.IsStatic ? "not be static"
                : property.GetMethod is null || property.SetMethod is null ? "have the accessors get and init (or set)"
                : property.Has(vocabulary.Tensor) ? "not be a [Tensor] as well"
                : first is not null ? $"not stand beside {first.Name}, which is that already"
                : null;
            first ??= property;
            if (problem is not null && property.Type.TypeKind != TypeKind.Error && property.ContainingType.Is(type))
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    property.Locations[0],
                    isWrongType ? ImmutableDictionary<string, string?>.Empty.Add(WrongType, "") : null,
                    property.Name,
                    problem));
        }
    }

    private static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "IReadOnlyDictionary`2", ContainingNamespace.Name: "Generic", TypeArguments: [var key, var value] }
        && key.SpecialType == SpecialType.System_String
        && value is { SpecialType: SpecialType.System_Object, NullableAnnotation: not NullableAnnotation.NotAnnotated };
}
