using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads declared shapes and reports those that do not follow the shape grammar (LDSL1003).</summary>
internal static class ShapeReader
{
    /// <summary>The diagnostic property that holds the well-formed shape that was probably meant.</summary>
    public const string SuggestionKey = "meant";

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>Reads a shape and reports a malformed one.</summary>
    public static string Read(string? shape, AttributeData attribute, IPropertySymbol property, DiagnosticBag diagnostics)
    {
        if (shape is null)
        {
            Report("shape", "null", "it must be a text, such as \"B S\"", attribute.GetLocation(property, diagnostics.Cancellation));
        }
        else if (!ShapeGrammar.TryParse(shape, out var anyLeading, out var before, out var error))
        {
            var (start, length) = Word(shape, before.Count + (anyLeading ? 1 : 0));
            Report(
                "shape",
                shape,
                error!,
                attribute.GetArgumentExpression(diagnostics.Cancellation)?.GetLocationWithin(start, length) ?? attribute.GetLocation(property, diagnostics.Cancellation),
                WithoutPunctuation(shape));
        }

        return shape ?? "";

        void Report(string what, string text, string problem, Location place, string? meant = null) =>
            diagnostics.AddError("LDSL1003", property, place, $"The {what} \"{text}\" is malformed: {problem}", meant is null ? null : SuggestionKey, meant);
    }

    /// <summary>The dimension that the values of a tensor must be below; null for none. An invalid bound is reported.</summary>
    public static string? ReadBound(AttributeData attribute, string dtype, IPropertySymbol property, DiagnosticBag diagnostics)
    {
        if (attribute.GetNamedArgument("UpperBound") is not string below)
            return null;
        var place = attribute.GetArgumentExpression(diagnostics.Cancellation, "UpperBound")?.GetLocation() ?? attribute.GetLocation(property, diagnostics.Cancellation);
        if (!IsName(below))
            diagnostics.AddError(
                "LDSL1003", property, place, $"The bound \"{below}\" is malformed: it must be the name of a dimension, such as V in \"B S V\"");
        else if (dtype is not ("Any" or "Integer" or "Int32" or "Int64"))
            diagnostics.AddError(
                "LDSL1021",
                property,
                place,
                $"The values of {property.Name} are of DType.{dtype}, so the dimension {below} cannot bound them: "
                + "only indices are below a length; remove UpperBound, or make the type DType.Integer");
        return below;
    }

    private static bool IsName(string text) => ShapeGrammar.TryParse(text, out var anyLeading, out var dimensions, out _)
        && !anyLeading && dimensions.Count == 1 && dimensions[0].IsPlainName;

    // The parser stops at the first word that it cannot parse, so the number of parsed dimensions is the index of that word.
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
