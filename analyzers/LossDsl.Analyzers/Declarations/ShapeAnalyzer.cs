using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Declarations;

/// <summary>LDSL1003: a shape must be a sentence of the shape grammar.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer() : ContractAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL1003",
        "A declared shape must be well-formed",
        "The {0} \"{1}\" is malformed: {2}",
        Category.Declarations,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL1003.md");

    /// <summary>The property of a diagnostic that holds the well-formed shape that was probably meant.</summary>
    public const string Meant = "meant";

    private static readonly char[] Blanks = [' ', '\t'];

    private protected override void Register(CompilationStartAnalysisContext context, Vocabulary vocabulary) =>
        context.RegisterSymbolAction(symbol => Check(symbol, vocabulary), SymbolKind.Property);

    private static void Check(SymbolAnalysisContext context, Vocabulary vocabulary)
    {
        var attribute = context.Symbol.Attribute(vocabulary.Tensor);
        if (attribute is { ConstructorArguments: [{ Value: string shape }, _] }
            && !ShapeGrammar.TryParse(shape, out var anyLeading, out var before, out var error))
        {
            var (start, length) = Word(shape, before.Count + (anyLeading ? 1 : 0));
            var expression = attribute.Argument(context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                expression?.Within(start, length) ?? attribute.Place(context.Symbol, context.CancellationToken),
                WithoutPunctuation(shape) is { } meant ? ImmutableDictionary<string, string?>.Empty.Add(Meant, meant) : null,
                "shape",
                shape,
                error));
        }

        if (attribute is { ConstructorArguments: [{ Kind: TypedConstantKind.Primitive, IsNull: true }, _] })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, attribute.Place(context.Symbol, context.CancellationToken), "shape", "null", "it must be a text"));
        }

        if (attribute?.Named("Below") is string below && !IsName(below))
        {
            var expression = attribute.Argument(context.CancellationToken, "Below");
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                expression?.GetLocation() ?? attribute.Place(context.Symbol, context.CancellationToken),
                "bound",
                below,
                "it must be the name of a dimension"));
        }
    }

    private static bool IsName(string text) => ShapeGrammar.TryParse(text, out var anyLeading, out var dimensions, out _)
        && !anyLeading && dimensions.Count == 1 && dimensions[0].IsPlainName;

    // The grammar stops at the first word that it cannot read, so the words before it are those that it has read.
    private static (int Start, int Length) Word(string shape, int index)
    {
        var at = 0;
        for (; ; index--)
        {
            while (at < shape.Length && Blanks.Contains(shape[at]))
                at++;
            var end = shape.IndexOfAny(Blanks, at);
            if (end < 0)
                end = shape.Length;
            if (index == 0 || end == shape.Length)
                return (at, end - at);
            at = end;
        }
    }

    // Commas and brackets come from other notations: "[B, S]" can only mean "B S".
    private static string? WithoutPunctuation(string shape)
    {
        var words = shape.Split(['[', ']', '(', ')', ',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var bare = string.Join(" ", words);
        return bare != shape && ShapeGrammar.TryParse(bare, out _, out _, out _) ? bare : null;
    }
}
