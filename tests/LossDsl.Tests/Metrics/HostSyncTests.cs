using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LossDsl.Tests.Metrics;

/// <summary>A step synchronizes with the device once: when its metrics are read.</summary>
public sealed class HostSyncTests
{
    // Members of a tensor that copy from the device to the host.
    private static readonly string[] Reading = ["item", "cpu", "data", "ToSingle", "ToDouble", "ToInt32", "ToInt64", "ToBoolean", "get_bytes"];

    [Fact]
    public void A_step_of_64_microbatches_reads_its_metrics_in_one_transfer()
    {
        using var scope = NewDisposeScope();
        var batch = Batch.ClippedPG(64, 5).Bind();
        var loss = new ClippedPGLossFn(Losses.Subject.Everything);
        var totals = GlobalNormalization.FromBatch(batch);
        using var metrics = new MetricsAccumulator<ClippedPGMetrics>();
        var before = DeviceTransfer.Count;

        foreach (var micro in batch.Microbatches(rows: 1))
        {
            var (value, measured) = loss.Compute(Batch.Logits(1, 5), micro, totals);
            value.backward();
            metrics.Add(measured);
        }

        Assert.Equal(64, metrics.Read()["num_valid_samples"]);
        Assert.Equal(1, DeviceTransfer.Count - before);
    }

    [Fact]
    public void Nothing_else_in_the_library_reads_a_tensor()
    {
        // The range check of ids reads tensors as well, but only those on the CPU.
        Assert.Equal(["BoundedTensors", "DeviceTransfer"], TypesThatRead().Distinct().Order());
    }

    private static IEnumerable<string> TypesThatRead()
    {
        using var file = new PEReader(File.OpenRead(typeof(NLLLoss).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var tokens = ReadingMembers(metadata).ToHashSet();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0
                && Calls(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!).Any(tokens.Contains))
                yield return metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
        }
    }

    private static IEnumerable<int> ReadingMembers(MetadataReader metadata)
    {
        var members = metadata.MemberReferences.Where(member => IsReading(metadata, member)).ToHashSet();
        foreach (var member in members)
            yield return MetadataTokens.GetToken(member);
        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            var generic = MetadataTokens.MethodSpecificationHandle(row);
            if (metadata.GetMethodSpecification(generic).Method is { Kind: HandleKind.MemberReference } method
                && members.Contains((MemberReferenceHandle)method))
                yield return MetadataTokens.GetToken(generic);
        }
    }

    private static bool IsReading(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        return member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) is "Tensor" or "TensorExtensionMethods"
            && Reading.Contains(metadata.GetString(member.Name));
    }

    // Every four bytes that could be the operand of call (0x28) or callvirt (0x6F): a superset is safe here.
    private static IEnumerable<int> Calls(byte[] code)
    {
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] is 0x28 or 0x6F)
                yield return BitConverter.ToInt32(code, i + 1);
        }
    }
}
