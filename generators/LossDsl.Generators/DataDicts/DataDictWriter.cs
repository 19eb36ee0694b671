using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;
using LossDsl.Roslyn.Declarations;
using static LossDsl.Roslyn.CSharp;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the generated part of a data dict: keys, schema, binding, validation, rows and the next-token view.</summary>
internal static class DataDictWriter
{
    /// <summary>The source of the generated file.</summary>
    public static string Write(DataDictModel model)
    {
        var self = model.Declaration.TypeName;
        return DeclarationWriter.Write(model, $"global::LossDsl.IDataDict<{self}>", writer =>
        {
            if (model.DeclarationError is { } fault)
            {
                ThrowingDataDictWriter.Write(new ThrowingMembers(writer, model.Declaration, fault), model);
                return;
            }

            DeclarationWriter.WriteKeys(
                writer,
                model.Declaration,
                "The keys of a batch for the tensors of",
                model.Tensors.Select(tensor => (tensor.Name, tensor.Key, tensor.Summary)));
            WriteSchema(writer, model);
            BindWriter.Write(writer, model, has: _ => true);
            WriteTake(writer, model);
            WriteCheck(writer, model);
            RowsWriter.Write(writer, model);
            WriteMap(writer, model);
            WriteTensor(writer, model);
            if (model.AlignedTensors.Any())
                NextTokenWriter.Write(writer, model);
            TermsWriter.Write(writer, model);
        });
    }

    private static void WriteSchema(SourceWriter writer, DataDictModel model)
    {
        writer.Write("""

            /// <summary>The schema: every tensor with its key, shape, element type and alignment.</summary>
            """);
        DeclarationWriter.WriteSchema(
            writer, model.Declaration, "DataDictSchema", model.Tensors.Select(tensor => (Field(tensor), Properties(tensor))));
    }

    private static string Field(TensorModel tensor)
    {
        var (name, key, shape) = (FormatLiteral(tensor.Name), EscapeIdentifier(tensor.Name), FormatLiteral(tensor.Shape));
        return $"new({name}, Keys.{key}, {shape}, global::LossDsl.DType.{tensor.DType})";
    }

    private static string Properties(TensorModel tensor)
    {
        var properties = new List<string>();
        if (tensor.IsOptional)
            properties.Add("IsOptional = true");
        if (tensor.IsAligned)
            properties.Add($"Alignment = global::LossDsl.TokenAlignment.{tensor.Alignment}");
        if (tensor.UpperBound is not null)
            properties.Add($"UpperBound = {FormatLiteral(tensor.UpperBound)}");
        var line = string.Join(", ", properties);
        return tensor.Condition is { } when ? $"{line},\n              {RequiredWhen(when)}" : line;
    }

    private static string RequiredWhen(ConditionModel when) =>
        $"RequiredWhen = global::LossDsl.Runtime.KeyCondition.{(when.Is ? "Is" : "IsNot")}<{when.Config}>("
        + $"{FormatLiteral(when.Key)}, static config => config.{when.Setting}, {when.Value})";

    private static void WriteTake(SourceWriter writer, DataDictModel model)
    {
        var self = model.Declaration.TypeName;
        writer.WriteLine();
        using var block = writer.Open(
            $"static {self} global::LossDsl.IDataDict<{self}>.Read(ref global::LossDsl.Runtime.DataDictValidator check) => new()", "};");
        for (var i = 0; i < model.Tensors.Count; i++)
        {
            // If a required tensor is missing, the violation is recorded and the record is discarded, so null is not observable.
            var tensor = model.Tensors[i];
            writer.Write($"{EscapeIdentifier(tensor.Name)} = check.ReadTensor({i}){(tensor.IsOptional ? "" : "!")},");
        }

        if (model.Extra is not null)
            writer.Write($"{EscapeIdentifier(model.Extra)} = check.ReadExtra(),");
    }

    private static void WriteMap(SourceWriter writer, DataDictModel model)
    {
        writer.Write("""

            /// <summary>A copy of the batch with an operation applied to each of its tensors.</summary>
            /// <param name="map">The operation.</param>
            """);
        using var block = writer.Open(
            $"public {model.Declaration.VirtualModifier}{model.Declaration.TypeName} Map(global::LossDsl.Runtime.BatchMap map) => this with", "};");
        for (var i = 0; i < model.Tensors.Count; i++)
        {
            var (tensor, name) = (model.Tensors[i], QualifyMember(model.Tensors[i].Name));
            var absent = tensor.IsOptional ? $"{name} is null ? null : " : "";
            writer.Write($"{EscapeIdentifier(tensor.Name)} = {absent}map.MapTensor(Schema.Fields[{i}], {name}),");
        }

        if (model.Extra is not null)
            writer.Write($"{EscapeIdentifier(model.Extra)} = map.MapExtra({QualifyMember(model.Extra)}),");
    }

    private static void WriteTensor(SourceWriter writer, DataDictModel model)
    {
        writer.WriteLine();
        using var block = writer.Open(
            $"global::TorchSharp.torch.Tensor? global::LossDsl.IDataDict<{model.Declaration.TypeName}>.GetTensor(int field) => field switch", "};");
        for (var i = 0; i < model.Tensors.Count; i++)
            writer.Write($"{i} => {QualifyMember(model.Tensors[i].Name)},");
        writer.Write("_ => null,");
    }

    private static void WriteCheck(SourceWriter writer, DataDictModel model)
    {
        writer.WriteLine();
        using var block = writer.Open(
            $"void global::LossDsl.IDataDict<{model.Declaration.TypeName}>.Check(ref global::LossDsl.Runtime.DataDictValidator check)");
        for (var i = 0; i < model.Tensors.Count; i++)
            writer.Write($"check.CheckTensor({i}, {QualifyMember(model.Tensors[i].Name)});");
    }
}
