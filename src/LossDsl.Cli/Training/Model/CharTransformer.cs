using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>A small causal transformer language model: tokens <c>[B, S]</c> to next-token logits <c>[B, S, V]</c>.</summary>
internal sealed class CharTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _tokens;
    private readonly Embedding _places;
    private readonly ModuleList<TransformerBlock> _blocks;
    private readonly LayerNorm _beforeHead;
    private readonly Linear _head;

    /// <summary>Makes a model with random weights, drawn from torch's default generator.</summary>
    /// <param name="shape">Its shape.</param>
    public CharTransformer(ModelShape shape)
        : base(nameof(CharTransformer))
    {
        Shape = shape;
        _tokens = nn.Embedding(shape.Vocabulary, shape.Width);
        _places = nn.Embedding(shape.Length, shape.Width);
        _blocks = nn.ModuleList([.. Enumerable.Range(0, shape.Layers).Select(_ => new TransformerBlock(shape))]);
        _beforeHead = nn.LayerNorm(shape.Width);
        _head = nn.Linear(shape.Width, shape.Vocabulary, hasBias: false);
        RegisterComponents();
        Initialize();
    }

    /// <summary>Its shape.</summary>
    public ModelShape Shape { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var state = Embed(input, first: 0);
        foreach (var block in _blocks)
            state = block.call(state);
        return Logits(state).MoveToOuterDisposeScope();
    }

    /// <summary>The logits after one more token a row.</summary>
    /// <param name="token">The token. Shape <c>[B, 1]</c>.</param>
    /// <param name="place">How many tokens came before.</param>
    /// <param name="memories">What each block remembers of them.</param>
    /// <returns>Logits of the token that follows. Shape <c>[B, V]</c>.</returns>
    public Tensor Next(Tensor token, long place, AttentionMemory[] memories)
    {
        using var scope = NewDisposeScope();
        var state = Embed(token, place);
        for (var i = 0; i < _blocks.Count; i++)
            state = _blocks[i].Next(state, memories[i]);
        return Logits(state).squeeze(1).MoveToOuterDisposeScope();
    }

    private Tensor Embed(Tensor tokens, long first)
    {
        var places = arange(first, first + tokens.size(1), 1, dtype: int64, device: tokens.device);
        return _tokens.call(tokens) + _places.call(places);
    }

    private Tensor Logits(Tensor state) => _head.call(_beforeHead.call(state));

    private void Initialize()
    {
        using var off = no_grad();
        foreach (var (name, parameter) in named_parameters())
        {
            // Matrices keep the scale of what flows through them; biases begin at 0, norms keep their ones and zeros.
            var embeds = name.StartsWith(nameof(_tokens), StringComparison.Ordinal)
                || name.StartsWith(nameof(_places), StringComparison.Ordinal);
            if (parameter.dim() == 2)
                parameter.normal_(0, embeds ? 0.02 : 0.6 / Math.Sqrt(parameter.size(1)));
            else if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
        }
    }
}
