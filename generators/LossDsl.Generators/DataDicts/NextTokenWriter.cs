using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the view that aligns the per-token tensors with the next-token predictions.</summary>
internal static class NextTokenWriter
{
    public static void Write(SourceWriter writer, DataDictModel model)
    {
        var hides = model.HidesView ? "new " : "";
        writer.Write($"""

            /// <summary>
            /// The per-token tensors, aligned with the next-token predictions: entry <c>t</c> belongs to the prediction of
            /// token <c>t+1</c>.
            /// </summary>
            public {hides}NextTokenView NextToken => new(this);

            /// <summary>The per-token tensors of a <see cref="{model.Declaration.Cref}"/>, aligned with the next-token predictions.</summary>
            """);
        using var block = writer.Open($"public {hides}readonly struct NextTokenView");
        writer.Write($"""
            private readonly {model.Declaration.TypeName} _data;

            internal NextTokenView({model.Declaration.TypeName} data) => _data = data;
            """);
        var axes = model.Axes;
        for (var i = 0; i < model.Tensors.Count; i++)
        {
            if (model.Tensors[i].IsAligned)
                WriteTensor(writer, model.Tensors[i], axes.TokenAxis(i));
        }
    }

    private static void WriteTensor(SourceWriter writer, TensorModel tensor, int axis)
    {
        var name = EscapeIdentifier(tensor.Name);
        var summary = tensor.Summary ?? $"The entries of <c>{tensor.Key}</c>.";
        var separator = summary.Contains('\n') ? "\n" : " ";
        var optional = tensor.IsOptional ? $"_data.{name} is null ? null : " : "";
        var view = $"global::LossDsl.Runtime.DataDict.SliceNextToken(_data.{name}, axis: {axis}, global::LossDsl.TokenAlignment.{tensor.Alignment})";
        writer.WriteLine();
        writer.Write(Documentation.FormatSummary($"{summary}{separator}Shape <c>[{ViewShape(tensor.Shape, axis)}]</c>."));
        writer.Write($"{(tensor.IsPublic ? "public" : "internal")} global::TorchSharp.torch.Tensor{(tensor.IsOptional ? "?" : "")} {name} =>");
        writer.Write($"    {optional}{view};");
    }

    private static string ViewShape(string shape, int axis)
    {
        ShapeGrammar.TryParse(shape, out var anyLeading, out var dimensions, out _);
        var place = axis < 0 ? axis + dimensions.Count : axis;
        var tokens = dimensions[place];
        var predictions = tokens.IsAny ? tokens : new ShapeGrammar.Dimension(tokens.Name, tokens.Factor, tokens.Offset - 1);
        var words = dimensions.Select((dimension, i) => (i == place ? predictions : dimension).ToString());
        return string.Join(", ", anyLeading ? words.Prepend("...") : words);
    }
}
