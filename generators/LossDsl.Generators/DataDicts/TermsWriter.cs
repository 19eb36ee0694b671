using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the terms of a data dict: the tensors with one number per token or per row, as inputs of a formula.</summary>
internal static class TermsWriter
{
    public static void Write(SourceWriter writer, DataDictModel model)
    {
        using var block = TermsBlock.Open(
            writer,
            model.Declaration,
            ("The tensors of a", " at one token, as terms of a formula."),
            ("TokenTerms", "token", "terms", "Names the terms that a formula receives."));
        var axes = model.Axes;
        for (var i = 0; i < model.Tensors.Count; i++)
        {
            if (IsNumber(model.Tensors[i], axes, i))
                WriteTerm(writer, model.Tensors[i], i);
        }
    }

    /// <summary>Writes the terms of an invalid data dict.</summary>
    public static void WriteThrowing(ThrowingMembers members, DataDictModel model)
    {
        using var block = TermsBlock.OpenThrowing(members, model.Declaration, ("TokenTerms", "token"));
        if (block is null)
            return;
        foreach (var tensor in model.Tensors.Where(tensor => tensor.Name != "Terms").GroupBy(tensor => tensor.Name).Select(same => same.First()))
            members.WriteNested("global::LossDsl.Term", EscapeIdentifier(tensor.Name));
    }

    // Whether the tensor has shape [B, S], in either alignment, or [B].
    private static bool IsNumber(TensorModel tensor, BatchAxes axes, int place)
    {
        if (!ShapeGrammar.TryParse(tensor.Shape, out var anyLeading, out var dimensions, out _) || anyLeading)
            return false;
        return axes.Rows[place] is { Axis: 0, Factor: 1, Offset: 0 }
            && (tensor.IsAligned ? dimensions.Count == 2 && axes.TokenAxis(place) == 1 : dimensions.Count == 1);
    }

    private static void WriteTerm(SourceWriter writer, TensorModel tensor, int place)
    {
        writer.WriteLine();
        writer.Write(Documentation.FormatSummary(tensor.Summary ?? $"The entry of <c>{tensor.Key}</c>."));
        writer.Write($"{(tensor.IsPublic ? "public" : "internal")} global::LossDsl.Term {EscapeIdentifier(tensor.Name)} => _data[{place}];");
    }
}
