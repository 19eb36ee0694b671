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
        private readonly Dropout dropout = nn.Dropout(0.5);
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(4, 4), nn.Linear(4, 4, hasBias: false));
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor table = arange(3);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = embedding.call(input);
            foreach (var layer in layers) x = nn.functional.gelu(layer.call(x));
            return head.call(dropout.call(norm.call(x))) * scale;
        }
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
        Assert.Equal(["embedding", "norm", "head", "dropout", "layers"], net.named_children().Select(entry => entry.name));
        Assert.True(net.has_parameter("layers.1.weight"));
        Assert.False(net.has_parameter("layers.1.bias"));
        Assert.Equal("Net", net.GetName());
    }

    [Fact]
    public void Training_and_evaluation()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var input = tensor(new long[] { 1, 2, 3, 6 });
        Assert.True(net.training);
        net.eval();
        Assert.False(net.training);
        Assert.True(net.call(input).Equals(net.call(input)));
        net.train();
        net.call(input).sum().backward();
        Assert.All(net.parameters(), p => Assert.NotNull(p.grad));
        net.zero_grad();
        Assert.All(net.parameters(), p => Assert.Null(p.grad));
    }

    [Fact]
    public void Defaults_are_those_of_pytorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var linear = nn.Linear(400, 300);
        Assert.Equal([300, 400], linear.weight.shape);
        Assert.InRange(linear.weight.abs().max().item<float>(), 0.0499f, 0.05f);
        Assert.Equal(0.05 / Math.Sqrt(3), linear.weight.std().item<float>(), 3);
        Assert.InRange(linear.bias!.abs().max().item<float>(), 0.045f, 0.05f);
        var embedding = nn.Embedding(500, 40, padding_idx: 2);
        Assert.Equal(1, embedding.weight!.std().item<float>(), 1);
        Assert.Equal(0f, embedding.weight![2].abs().sum().item<float>());
        Assert.True(linear.weight.requires_grad && linear.weight.is_leaf);
    }

    [Fact]
    public void A_module_lives_through_its_file()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var scope = NewDisposeScope();
            manual_seed(3);
            using var first = new Net();
            manual_seed(4);
            using var second = new Net();
            var input = tensor(new long[] { 0, 5 });
            first.eval();
            second.eval();
            Assert.False(first.call(input).Equals(second.call(input)));
            first.save(path);
            second.load(path);
            Assert.True(first.call(input).Equals(second.call(input)));

            using var other = nn.Linear(4, 3);
            Assert.Throws<ArgumentException>(() => other.load(path));
            var (missing, unexpected) = second.load_state_dict(new() { ["head.bias"] = zeros(3), ["nothing"] = zeros(1) }, strict: false);
            Assert.Equal(9, missing.Count);
            Assert.Equal(["nothing"], unexpected);
            Assert.Equal(0f, second.get_parameter("head.bias")!.abs().sum().item<float>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_has_TorchSharps_layout()
    {
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(new Parameter(tensor(new float[] { 1, 2 }, [1, 2])));
        using var stream = new MemoryStream();
        linear.save(stream);
        byte[] expected =
        [
            1,                                  // one entry
            6, .. "weight"u8,                   // its name
            6, 2, 1, 2,                         // Float32, two dimensions, 1 and 2
            0, 0, 0x80, 0x3F, 0, 0, 0, 0x40,    // 1f, 2f
        ];
        Assert.Equal(expected, stream.ToArray());

        using var big = new MemoryStream();
        zeros(300, dtype: int8).Save(big);
        Assert.Equal([1, 1, 0xAC, 2], big.ToArray()[..4]);
    }

    [Fact]
    public void Converting_a_module_keeps_its_parameters()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        var weight = net.get_parameter("head.weight")!;
        net.to(ScalarType.Float64);
        Assert.Same(weight, net.get_parameter("head.weight"));
        Assert.Equal(ScalarType.Float64, weight.dtype);
        Assert.True(weight.requires_grad && weight.is_leaf);
        Assert.Equal(ScalarType.Int64, net.get_buffer("table")!.dtype);
        net.eval();
        Assert.Equal(ScalarType.Float64, net.call(tensor(new[] { 1L })).dtype);
        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int32));
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
