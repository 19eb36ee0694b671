using LossDsl.Generators.Source;
using static LossDsl.Generators.Source.CSharp;

namespace LossDsl.Generators.Contracts;

/// <summary>Writes what a data dict can do with its rows.</summary>
internal static class DataDictRowsWriter
{
    /// <summary>Writes the members.</summary>
    public static void Write(SourceWriter writer, DataDictModel model)
    {
        var batched = model.Tensors.Zip(BatchAxis.Of(model.Tensors), (tensor, axis) => (tensor, axis))
            .Where(pair => pair.axis is not null)
            .Select(pair => (Tensor: pair.tensor, Axis: pair.axis!.Value))
            .ToList();
        WriteRows(writer, model, batched);
        WriteSlice(writer, model, batched);
    }

    private static void WriteRows(
        SourceWriter writer, DataDictModel model, List<(TensorModel Tensor, BatchAxis Axis)> batched)
    {
        var required = batched.Where(pair => !pair.Tensor.Optional).Take(1).Select(Count).FirstOrDefault();
        writer.Write($"""

            /// <summary>The number of rows.</summary>
            public {model.Declaration.Overrides}long Rows => {required ?? string.Join(" ?? ", batched.Select(Count)) + " ?? 0"};
            """);
    }

    private static string Count((TensorModel Tensor, BatchAxis Axis) pair)
    {
        var (tensor, axis) = pair;
        var length = $"{Member(tensor.Name)}{(tensor.Optional ? "?" : "")}.size({axis.Axis})";
        if (axis.Offset != 0)
            length += axis.Offset > 0 ? $" - {axis.Offset}" : $" + {-axis.Offset}";
        if (axis.PerRow != 1)
            length = axis.Offset == 0 ? $"{length} / {axis.PerRow}" : $"({length}) / {axis.PerRow}";
        return tensor.Optional && (axis.Offset != 0 || axis.PerRow != 1) ? $"({length})" : length;
    }

    private static void WriteSlice(
        SourceWriter writer, DataDictModel model, List<(TensorModel Tensor, BatchAxis Axis)> batched)
    {
        writer.Write("""

            /// <summary>Rows <paramref name="begin"/> (inclusive) to <paramref name="end"/> (exclusive), as views.</summary>
            /// <param name="begin">The first row.</param>
            /// <param name="end">The row after the last.</param>
            """);
        using var block = writer.Open(
            $"public {model.Declaration.Overrides}{model.Declaration.Self} Slice(long begin, long end) => this with", "};");
        foreach (var (tensor, axis) in batched)
        {
            var name = Member(tensor.Name);
            var rows = $"global::LossDsl.DataDict.Rows({name}, {axis.Axis}, {axis.At("begin")}, {axis.End("end")})";
            writer.Write($"{Identifier(tensor.Name)} = {(tensor.Optional ? $"{name} is null ? null : " : "")}{rows},");
        }
    }
}
