using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the property with the number of rows.</summary>
internal static class RowsWriter
{
    public static void Write(SourceWriter writer, DataDictModel model)
    {
        var axes = model.Axes;
        var counts = model.Tensors.Select((tensor, i) => axes.Rows[i] is { } axis ? Count(tensor, axis) : null).ToList();
        var required = counts.Where((_, i) => !model.Tensors[i].IsOptional).FirstOrDefault(count => count is not null);
        writer.Write($"""

            /// <summary>The number of rows.</summary>
            public {model.Declaration.VirtualModifier}long Rows => {required ?? string.Join(" ?? ", counts.OfType<string>()) + " ?? 0"};
            """);
    }

    private static string Count(TensorModel tensor, ShapeAxis axis)
    {
        var length = $"{QualifyMember(tensor.Name)}{(tensor.IsOptional ? "?" : "")}.size({axis.Axis})";
        if (axis.Offset != 0)
            length += axis.Offset > 0 ? $" - {axis.Offset}" : $" + {-axis.Offset}";
        if (axis.Factor != 1)
            length = axis.Offset == 0 ? $"{length} / {axis.Factor}" : $"({length}) / {axis.Factor}";
        return tensor.IsOptional && (axis.Offset != 0 || axis.Factor != 1) ? $"({length})" : length;
    }
}
