using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1017: a declaration speaks in the named members of its enums.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndefinedMemberAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1017",
        "A declaration must use named members of enums",
        "{0} is declared with {1}, which is no member of {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1017.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        if ((context.Symbol.Attribute(vocabulary.Tensor) ?? context.Symbol.Attribute(vocabulary.Metric)) is not { } attribute)
            return;
        foreach (var constant in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(argument => argument.Value)))
        {
            if (constant is { Kind: TypedConstantKind.Enum, Type: { } type }
                && !type.GetMembers().OfType<IFieldSymbol>().Any(member => Equals(member.ConstantValue, constant.Value)))
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, attribute.Place(context.Symbol, context.CancellationToken), context.Symbol.Name, constant.Value, type.Name));
        }
    }
}
