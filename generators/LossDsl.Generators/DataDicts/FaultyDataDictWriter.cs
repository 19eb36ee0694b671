using LossDsl.Generators.Source;
using LossDsl.Roslyn.DataDicts;

namespace LossDsl.Generators.DataDicts;

/// <summary>Writes the members of a data dict that is declared wrongly.</summary>
internal static class FaultyDataDictWriter
{
    /// <summary>Writes the members.</summary>
    public static void Write(FaultyMembers members, DataDictModel model)
    {
        var self = model.Declaration.Self;
        members.WriteKeys(
            "The keys under which a batch carries the tensors of", model.Tensors.Select(tensor => (tensor.Name, tensor.Key, tensor.Summary)));
        members.WriteStatic("global::LossDsl.DataDictSchema", "Schema");
        members.WriteExplicit("global::LossDsl.DataDictSchema", "IDataDict", "Schema", isStatic: true);
        BindWriter.Write(members.Writer, model, members.Has);
        members.WriteExplicit(self, "IDataDict", "Take(ref global::LossDsl.ContractCheck check)", isStatic: true);
        members.WriteExplicit("void", "IDataDict", "Check(ref global::LossDsl.ContractCheck check)");
        members.WriteMember("long", "Rows");
        members.WriteExplicit("long", "IBatch", "Rows");
        members.WriteMember(self, "Map", "(global::LossDsl.BatchMap map)");
        members.WriteExplicit(self, "IBatch", "Map(global::LossDsl.BatchMap map)");
        members.WriteExplicit("global::TorchSharp.torch.Tensor?", "IDataDict", "Tensor(int field)");
        TermsWriter.WriteFaulty(members, model);
        if (model.Aligned.Any() && members.Has("NextToken") && members.Has("NextTokenView"))
            WriteView(members, model);
    }

    private static void WriteView(FaultyMembers members, DataDictModel model)
    {
        members.Writer.Write("\npublic new NextTokenView NextToken => new();\n");
        using var block = members.Writer.Open("public new readonly struct NextTokenView");
        foreach (var tensor in model.Aligned.Where(tensor => tensor.Name != "NextTokenView").GroupBy(tensor => tensor.Name).Select(same => same.First()))
            members.WriteNested($"global::TorchSharp.torch.Tensor{(tensor.Optional ? "?" : "")}", CSharp.Identifier(tensor.Name));
    }
}
