using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1002: what is declared as a tensor must hold one, and generated code must be able to set it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorPropertyAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1002",
        "A declared tensor must be a settable property of type Tensor",
        "{0} is declared as a {1}, so it must {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1002.md");

    /// <summary>The property of a diagnostic that says what is wrong: one of the two values below.</summary>
    public const string Flaw = "flaw";

    /// <summary>The type is not Tensor.</summary>
    public const string Type = "type";

    /// <summary>There is nothing to set it with.</summary>
    public const string Accessor = "accessor";

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var property = (IPropertySymbol)context.Symbol;
        var role = property.Has(vocabulary.Tensor) ? "tensor" : property.Has(vocabulary.Metric) ? "metric" : null;
        if (role is null)
            return;

        var isTensor = property.Type.Is(vocabulary.TensorType);
        if (!isTensor || (role == "metric" && property.NullableAnnotation == NullableAnnotation.Annotated))
        {
            // A type that does not exist has its own error.
            if (property.Type.TypeKind != TypeKind.Error)
                Report(Type, $"have the type Tensor, not {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
        }
        else if (property.IsStatic || property.IsIndexer)
        {
            Report("", property.IsStatic ? "not be static" : "not be an indexer");
        }
        else if (property.GetMethod is null || (role == "tensor" && property.SetMethod is null))
        {
            // A metric is only ever read: it may be computed.
            Report(Accessor, role == "tensor" ? "have the accessors get and init (or set)" : "have the accessor get");
        }

        void Report(string flaw, string must) => context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            property.Locations[0],
            ImmutableDictionary<string, string?>.Empty.Add(Flaw, flaw),
            property.Name,
            role,
            must));
    }
}
