using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the members of an invalid data dict.</summary>
internal static class ThrowingDataDictWriter
{
    public static void Write(ThrowingMembers members, DataDictModel model)
    {
        var self = model.Declaration.TypeName;
        members.WriteKeys(
            "The keys of a batch for the tensors of", model.Tensors.Select(tensor => (tensor.Name, tensor.Key, tensor.Summary)));
        members.WriteStatic("global::LossDsl.Runtime.DataDictSchema", "Schema");
        members.WriteExplicit("global::LossDsl.Runtime.DataDictSchema", "IDataDict", "Schema", isStatic: true);
        BindWriter.Write(members.Writer, model, members.Has);
        members.WriteExplicit(self, "IDataDict", "Read(ref global::LossDsl.Runtime.DataDictValidator check)", isStatic: true);
        members.WriteExplicit("void", "IDataDict", "Check(ref global::LossDsl.Runtime.DataDictValidator check)");
        members.WriteMember("long", "Rows");
        members.WriteExplicit("long", "IBatch", "Rows");
        members.WriteMember(self, "Map", "(global::LossDsl.Runtime.BatchMap map)");
        members.WriteExplicit(self, "IBatch", "Map(global::LossDsl.Runtime.BatchMap map)");
        members.WriteExplicit("global::TorchSharp.torch.Tensor?", "IDataDict", "GetTensor(int field)");
        TermsWriter.WriteThrowing(members, model);
        if (model.AlignedTensors.Any() && members.Has("NextToken") && members.Has("NextTokenView"))
            WriteView(members, model);
    }

    private static void WriteView(ThrowingMembers members, DataDictModel model)
    {
        members.Writer.Write("\npublic new NextTokenView NextToken => new();\n");
        using var block = members.Writer.Open("public new readonly struct NextTokenView");
        foreach (var tensor in model.AlignedTensors.Where(tensor => tensor.Name != "NextTokenView").GroupBy(tensor => tensor.Name).Select(same => same.First()))
            members.WriteNested($"global::TorchSharp.torch.Tensor{(tensor.IsOptional ? "?" : "")}", CSharp.EscapeIdentifier(tensor.Name));
    }
}
