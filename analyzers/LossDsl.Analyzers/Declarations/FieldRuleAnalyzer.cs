using System.Collections.Immutable;
using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1007: a rule between settings names another setting, and a value that it can have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FieldRuleAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1007",
        "A rule must name another setting and a value that it can have",
        "The rule [{0}] of {1} {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1007.md");

    /// <summary>The property of a diagnostic that holds the setting that was probably meant, as code names it.</summary>
    public const string Meant = "meant";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var property = (IPropertySymbol)context.Symbol;
        foreach (var attribute in property.GetAttributes())
        {
            if (RuleReader.Read(attribute, property, vocabulary) is not { } rule || rule.Problem is not { } problem)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                (problem.IsAboutName ? attribute.Argument(context.CancellationToken)?.GetLocation() : null)
                    ?? attribute.Place(property, context.CancellationToken),
                problem.Meant is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Meant, problem.Meant),
                rule.Name,
                property.Name,
                problem.Words));
        }
    }
}
