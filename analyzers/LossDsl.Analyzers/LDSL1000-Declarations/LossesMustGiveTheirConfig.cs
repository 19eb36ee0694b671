using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1018: a loss whose data dict has tensors that a config requires must override <c>Config</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossesMustGiveTheirConfig() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1018",
        "A loss must give the configuration that its batch asks for",
        "{0} does not override Config, so [RequiredWhen<{1}>] of {2}.{3} never applies: add 'protected override object? Config => …;' with its {1}",
        Category.Declarations,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1018.md");

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Check(symbol, symbols, DeclarationCache.GetOrCreate(symbol.Compilation)!), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, KnownSymbols symbols, DeclarationCache declarations)
    {
        var loss = (INamedTypeSymbol)context.Symbol;
        if (loss is not { TypeKind: TypeKind.Class, IsAbstract: false } || DataOf(loss, symbols) is not { } data)
            return;
        var reading = declarations.GetDataDict(data);
        for (var i = 0; i < reading?.Properties.Length; i++)
        {
            var config = reading.Properties[i].GetAttributes()
                .FirstOrDefault(attribute => attribute.AttributeClass?.OriginalDefinition.Is(symbols.TensorRequiredWhenAttribute) is true)
                ?.AttributeClass!.TypeArguments[0];
            if (config is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, loss.GetDeclarationLocation(), loss.Name, config.ToDisplayName(), data.Name, reading.Properties[i].Name));
                return;
            }
        }
    }

    // The data dict of a loss that does not override Config; null if the type is not such a loss.
    private static INamedTypeSymbol? DataOf(INamedTypeSymbol loss, KnownSymbols symbols)
    {
        for (var type = loss; type is not null; type = type.BaseType)
        {
            if (type.OriginalDefinition.Is(symbols.LossBase))
                return type.TypeArguments[0] as INamedTypeSymbol;
            if (type.GetMembers("Config").Any(member => member.IsOverride))
                return null;
        }

        return null;
    }
}
