using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>LDSL3002: the settings of a config must satisfy the rules between them.</summary>
/// <remarks>Both settings of a rule must be known, as constants in the expression or as visible defaults.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingsMustNotContradict() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL3002",
        "The settings of a config must not break its rules",
        "{0} {1}",
        Category.Configs,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL3002.md");

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        var values = new DataAnnotationRules.Reader(context.Compilation);
        context.RegisterOperationAction(operation => Check(operation, symbols, values), OperationKind.ObjectCreation, OperationKind.With);
    }

    private static void Check(OperationAnalysisContext context, KnownSymbols symbols, DataAnnotationRules.Reader values)
    {
        if (context.Operation.Type is not INamedTypeSymbol config || !symbols.IsConfig(config))
            return;

        var rules = DeclaredFieldRule.GetRules(config, symbols).ToList();
        if (rules.Count == 0)
            return;
        var settings = KnownSettings.Read(context.Operation);
        foreach (var rule in rules)
        {
            if (settings.Find(rule.Owner) is { } owner
                && settings.Find(rule.Other) is { } other
                && IsLegal(rule.Owner, owner, values, config) && IsLegal(rule.Other, other, values, config)
                && settings.IsGivenHere(rule)
                && rule.Rule.Validate(owner, other) is { } problem
                && !ExpectedFailure.Surrounds(context.Operation))
            {
                var place = settings.FindSyntax(rule.Owner) ?? settings.FindSyntax(rule.Other) ?? context.Operation.Syntax;
                context.ReportDiagnostic(Diagnostic.Create(Rule, place.GetLocation(), rule.Owner.Name, problem));
            }
        }
    }

    // As at run time, a rule is not checked for a setting whose value is illegal by itself.
    private static bool IsLegal(IPropertySymbol property, Setting setting, DataAnnotationRules.Reader values, INamedTypeSymbol config) => setting.Value switch
    {
        null => true,
        double.NaN or float.NaN => false,
        var value => values.GetRules(property, config) is not { } rules || ValuesMustBeAllowed.GetError(rules, value) is null,
    };
}
