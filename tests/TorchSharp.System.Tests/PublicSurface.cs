using System.Reflection;

namespace TorchSharp.Door.Tests;

/// <summary>Nothing is in the door that TorchSharp lacks or spells differently.</summary>
public class PublicSurface
{
    private static readonly Assembly Door = typeof(torch).Assembly;

    private static string Root => typeof(PublicSurface).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_public_member_is_one_of_TorchSharps()
    {
        var path = Path.Combine(Root, "..", "shared", "api", "torchsharp-0.107.txt");
        if (!File.Exists(path)) Assert.Skip($"the list of TorchSharp's API is not beside the repository ({Path.GetFullPath(path)})");

        var theirs = File.ReadLines(path).Where(line => !line.StartsWith('#')).ToHashSet();
        var ours = new SignaturePrinter().Print(Door).ToList();
        var strangers = ours.Where(line => !theirs.Contains(line)).ToList();
        Assert.True(ours.Count > 200, $"only {ours.Count} members were read");
        Assert.True(strangers.Count == 0, $"{strangers.Count} of {ours.Count} members differ:\n{string.Join('\n', strangers)}");
    }

    [Fact]
    public void The_printer_tells_small_differences_apart()
    {
        var lines = new SignaturePrinter().Print(Door).ToHashSet();
        const string Tensor = "TorchSharp.torch.Tensor";
        Assert.Contains($"{Tensor}: method public {Tensor} {Tensor}.sum(long dim, bool keepdim = false, {nameof(TorchSharp)}.torch.ScalarType? type = null)", lines);
        Assert.Contains($"{Tensor}: property public {Tensor}? {Tensor}.grad {{ get; set; }}", lines);
        Assert.Contains($"{Tensor}: method public T {Tensor}.item<T>() where T : unmanaged", lines);
        Assert.Contains($"{Tensor}: property public {Tensor} {Tensor}.this[params TorchSharp.torch.TensorIndex[] indices] {{ get; set; }}", lines);
        Assert.Contains("TorchSharp.torch.ScalarType: const TorchSharp.torch.ScalarType.BFloat16 = 15", lines);
        Assert.Contains("TorchSharp.torch.nn: method public static TorchSharp.Modules.LayerNorm TorchSharp.torch.nn.LayerNorm(long normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true, TorchSharp.torch.Device? device = null, TorchSharp.torch.ScalarType? dtype = null)", lines);
    }

    [Fact]
    public void It_bears_the_name_and_version_of_the_package()
    {
        Assert.Equal("TorchSharp", Door.GetName().Name);
        Assert.Equal(new Version(0, 107, 0, 0), Door.GetName().Version);
    }
}
