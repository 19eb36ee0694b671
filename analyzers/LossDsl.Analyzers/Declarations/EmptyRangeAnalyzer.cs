using System.Collections.Immutable;
using LossDsl.Analyzers.Configs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1006: the range of a config property must admit at least one number, and the property must hold numbers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyRangeAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1006",
        "A declared range must admit a number",
        "The range of {0} {1}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1006.md");

    /// <summary>The property of a diagnostic that says what is wrong, where there is a mend: one of the two values below.</summary>
    public const string Flaw = "flaw";

    /// <summary>The bounds stand the wrong way round.</summary>
    public const string Reversed = "reversed";

    /// <summary>The bounds are texts.</summary>
    public const string Texts = "texts";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var property = (IPropertySymbol)context.Symbol;
        if (property.ContainingType?.Has(vocabulary.LossConfig) is true
            && property.Attribute(vocabulary.Range) is { } attribute
            && Problem(attribute, property.Type.Underlying()) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                attribute.Place(property, context.CancellationToken),
                property.Type.Underlying().IsNumber() && Mendable(attribute) is { } flaw ? ImmutableDictionary<string, string?>.Empty.Add(Flaw, flaw) : null,
                property.Name,
                problem));
        }
    }

    private static string? Mendable(AttributeData attribute) => attribute.ConstructorArguments switch
    {
        [{ Value: ITypeSymbol }, ..] => Texts,
        _ when DeclaredRange.Read(attribute) is { } range && range.Maximum < range.Minimum => Reversed,
        _ => null,
    };

    private static string? Problem(AttributeData attribute, ITypeSymbol type)
    {
        // What the compiler could not make sense of has its own error.
        if (type.TypeKind == TypeKind.Error || attribute.AttributeConstructor is null)
            return null;
        if (!type.IsNumber())
            return $"does not fit its type {type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which is not a number";
        if (!DeclaredRange.IsOfNumbers(attribute))
            return "must be given as two numbers to be enforced";
        if (DeclaredRange.Read(attribute) is { } range && IsEmpty(range, type.IsWhole()))
            return $"is empty: no {(type.IsWhole() ? "whole number" : "number")} is {range}";
        return null;
    }

    // Written so that NaN, which is not a bound of anything, makes a range empty as well.
    private static bool IsEmpty(ValueRange range, bool isWhole)
    {
        if (!isWhole)
            return !(range.Minimum < range.Maximum || range.Contains(range.Minimum));
        var least = range.MinimumIsExclusive ? Math.Floor(range.Minimum) + 1 : Math.Ceiling(range.Minimum);
        var greatest = range.MaximumIsExclusive ? Math.Ceiling(range.Maximum) - 1 : Math.Floor(range.Maximum);
        return !(least <= greatest);
    }
}
