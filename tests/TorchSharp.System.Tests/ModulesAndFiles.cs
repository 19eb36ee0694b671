using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Door.Tests;

public class ModulesAndFiles
{
    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding embedding = nn.Embedding(7, 4);
        private readonly LayerNorm norm = nn.LayerNorm(4);
        private readonly Linear head = nn.Linear(4, 3);
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(4, 4), nn.Linear(4, 4, hasBias: false));
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor table = arange(3);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = embedding.call(input);
            foreach (var layer in layers) x = nn.functional.relu(layer.call(x));
            return head.call(norm.call(x)) * scale;
        }
    }

    private static MemoryStream Saved(nn.Module module)
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        module.save(writer);
        writer.Flush();
        stream.Position = 0;
        return stream;
    }

    [Fact]
    public void Names_follow_the_fields()
    {
        using var net = new Net();
        Assert.Equal(
            ["scale", "embedding.weight", "norm.weight", "norm.bias", "head.weight", "head.bias", "layers.0.weight", "layers.0.bias", "layers.1.weight"],
            net.named_parameters().Select(entry => entry.name));
        Assert.Equal(10, net.state_dict().Count);
        Assert.Contains("table", net.state_dict().Keys);
        Assert.Equal(["scale"], net.named_parameters(recurse: false).Select(entry => entry.name));
    }

    [Fact]
    public void A_loss_reaches_all_parameters()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        (net.call(tensor(new long[] { 1, 2, 3, 6 })) * tensor(new[] { 1f, 2, 4 })).sum().backward();
        Assert.All(net.parameters(), p => Assert.NotNull(p.grad));
    }

    [Fact]
    public void Defaults_are_those_of_pytorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        static double Deviation(Tensor t) => Math.Sqrt((t * t).sum().item<float>() / t.numel());
        var (weight, bias) = (nn.Linear(400, 300).parameters().First(), nn.Linear(400, 300).parameters().Last());
        Assert.Equal([300, 400], weight.shape);
        Assert.InRange(weight.abs().max().item<float>(), 0.0499f, 0.05f);
        Assert.Equal(0.05 / Math.Sqrt(3), Deviation(weight), 3);
        Assert.InRange(bias.abs().max().item<float>(), 0.045f, 0.05f);
        var embedding = nn.Embedding(500, 40, padding_idx: 2).parameters().Single();
        Assert.Equal(1, Deviation(embedding), 1);
        Assert.Equal(0f, embedding[2].abs().sum().item<float>());
        Assert.True(weight.requires_grad);
        var norm = nn.LayerNorm(3).call(tensor(new[] { 1f, 2, 3 })).data<float>().ToArray();
        Assert.Equal([-1.2247f, 0, 1.2247f], norm.Select(x => MathF.Round(x, 4)));
    }

    [Fact]
    public void A_module_lives_through_its_file()
    {
        using var scope = NewDisposeScope();
        using var first = new Net();
        using var second = new Net();
        var input = tensor(new long[] { 0, 5 });
        Assert.NotEqual(first.call(input), second.call(input));
        second.load(new BinaryReader(Saved(first)));
        Assert.Equal(first.call(input), second.call(input));

        using var other = nn.Linear(4, 3);
        Assert.Throws<ArgumentException>(() => other.load(new BinaryReader(Saved(first))));
        using var narrow = nn.Linear(2, 3);
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => narrow.load(new BinaryReader(Saved(other)))).Message);
        var (missing, unexpected) = second.load_state_dict(new() { ["head.bias"] = zeros(3), ["nothing"] = zeros(1) }, strict: false);
        Assert.Equal(9, missing.Count);
        Assert.Equal(["nothing"], unexpected);
        Assert.Equal(0f, second.state_dict()["head.bias"].abs().sum().item<float>());
    }

    [Fact]
    public void A_file_has_TorchSharps_layout()
    {
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(2, 1, hasBias: false);
        linear.load_state_dict(new() { ["weight"] = tensor(new float[] { 1, 2 }, [1, 2]) });
        byte[] expected =
        [
            1,                                  // one entry
            6, .. "weight"u8,                   // its name
            6, 2, 1, 2,                         // Float32, two dimensions, 1 and 2
            0, 0, 0x80, 0x3F, 0, 0, 0, 0x40,    // 1f, 2f
        ];
        Assert.Equal(expected, Saved(linear).ToArray());

        using var big = new MemoryStream();
        zeros(300, dtype: int32).Save(new BinaryWriter(big));
        Assert.Equal([3, 1, 0xAC, 2], big.ToArray()[..4]);
    }

    [Fact]
    public void Moving_a_module_keeps_its_parameters()
    {
        using var net = new Net();
        var before = net.parameters().ToList();
        Assert.Same(net, net.to(CPU));
        Assert.Equal(before, net.parameters(), ReferenceEqualityComparer.Instance);
        Assert.All(before, p => Assert.True(p.requires_grad && !p.IsInvalid));
    }

    [Fact]
    public void Disposing_a_module_disposes_its_tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        new Net().Dispose();
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} against {before}");
    }
}
