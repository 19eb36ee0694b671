using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1012: generated code must be able to make the record.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstructibleAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1012",
        "Generated code must be able to make the record",
        "{0} cannot be made by generated code: {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1012.md");

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.NamedType);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var isDataDict = type.Has(vocabulary.DataDict);
        if (!type.IsRecord || (!isDataDict && !type.Has(vocabulary.LossConfig)))
            return;

        if (type.IsAbstract)
            Report(type, "it is abstract; mark the records that derive from it instead");
        else if (!type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty))
            Report(type, "it has no constructor without parameters; declare properties in place of parameters");
        for (var part = type; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            foreach (var member in part.GetMembers().Where(member => IsForgotten(member, isDataDict, vocabulary)))
                Report(
                    part.Is(type) ? member : type,
                    $"{member.Name} is required, but it is no {(isDataDict ? "[Tensor]" : "setting")}");
        }

        void Report(ISymbol place, string problem) =>
            context.ReportDiagnostic(Diagnostic.Create(Rule, place.Locations[0], type.Name, problem));
    }

    private static bool IsForgotten(ISymbol member, bool isDataDict, Vocabulary vocabulary) => member switch
    {
        IFieldSymbol field => field.IsRequired,
        IPropertySymbol { IsRequired: true } property => isDataDict
            ? !property.Has(vocabulary.Tensor) && !property.Has(vocabulary.Extra)
            : !property.IsSetting(),
        _ => false,
    };
}
