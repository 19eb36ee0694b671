using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>A case of another library, with the names of that library.</summary>
/// <param name="golden">The case.</param>
internal sealed class PeerCase(GoldenCase golden)
{
    private readonly GoldenNode _config = golden.Root["config"];
    private readonly GoldenNode _inputs = golden.Root["inputs"];

    /// <summary>The library and its loss: <c>verl/vanilla</c>.</summary>
    public string Name { get; } = $"{Library(golden)}/{golden.Root["loss"].String()}";

    /// <summary>The function of the library that was recorded.</summary>
    public string Function { get; } = Reference(golden).Split(':')[^1];

    /// <summary>An input; null if it is absent or null.</summary>
    public Tensor? Find(string name) => _inputs.Find(name) is { } node ? TensorData.Read(node).ToTensor() : null;

    /// <summary>An input.</summary>
    public Tensor GetTensor(string name) => TensorData.Read(_inputs[name]).ToTensor();

    /// <summary>An input in float32.</summary>
    public Tensor Float(string name) => GetTensor(name).to(float32);

    /// <summary>An input that requires a gradient.</summary>
    public Tensor Leaf(string name) => GetTensor(name).requires_grad_();

    /// <summary>Whether an input is a list of tensors of different lengths.</summary>
    public bool IsList(string name) => _inputs.Find(name) is { IsObject: false };

    /// <summary>An input that is a list of tensors.</summary>
    public Tensor[] List(string name) => [.. _inputs[name].List().Select(node => TensorData.Read(node).ToTensor())];

    /// <summary>A section of the config; without a name the config itself.</summary>
    public PeerOptions Options(string? section = null) =>
        new(section is null ? _config : _config.Find(section) is { } node ? node : throw _config.CreateException($"'{section}' is missing"));

    /// <summary>An optional section of the config.</summary>
    public PeerOptions? FindOptions(string section) => _config.Find(section) is { } node ? new PeerOptions(node) : null;

    private static string Library(GoldenCase golden) => Reference(golden).Split(' ')[0];

    private static string Reference(GoldenCase golden) => golden.Root.Find("reference")?.String() ?? "";
}
