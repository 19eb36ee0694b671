using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>
/// A small causal transformer language model, or a rank's part of one: tokens <c>[B, S]</c> to next-token logits
/// <c>[B, S, V]</c>.
/// </summary>
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
        : this(new ModelPart(shape, Ranks.Alone)) => Initialize();

    /// <summary>Makes a part of a model, whose weights are yet to come.</summary>
    /// <param name="part">Which.</param>
    public CharTransformer(ModelPart part)
        : base(nameof(CharTransformer))
    {
        Part = part;
        var shape = part.Shape;
        _tokens = nn.Embedding(part.Vocabulary, shape.Width, dtype: shape.Type);
        _places = nn.Embedding(shape.Length, shape.Width, dtype: shape.Type);
        _blocks = nn.ModuleList([.. Enumerable.Range(0, shape.Layers).Select(_ => new TransformerBlock(part))]);
        _beforeHead = nn.LayerNorm(shape.Width, dtype: shape.Type);
        _head = nn.Linear(shape.Width, part.Vocabulary, hasBias: false, dtype: shape.Type);
        RegisterComponents();
    }

    /// <summary>Which part of a model this is.</summary>
    public ModelPart Part { get; }

    /// <summary>
    /// The logits of whole rows over the whole vocabulary. Where ranks share the vocabulary they have no gradient:
    /// <see cref="Output"/> is for losses.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return WholeVocabulary.Of(Logits(Read(input, Positions.All(input.size(1), input.device))), Part).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What a loss takes: this rank's part of the logits, with gradient. The last token of a row is followed by none, so
    /// that no loss looks at its logits: where the rank holds all positions it is not read, and they are 0.
    /// </summary>
    /// <param name="input">Whole rows. Shape <c>[B, S]</c>.</param>
    public ModelOutput Output(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (vocabulary, context) = (Part.Ranks.Tensor, Part.Ranks.Context);
        var (length, device) = (input.size(1), input.device);
        if (context is not null)
        {
            var positions = Positions.OfRank(length, context, device);
            var held = Logits(Read(positions.TokensOf(input), positions)).MoveToOuterDisposeScope();
            return ModelOutput.FromShard(held, new ParallelContext(vocabulary, context));
        }

        var read = Logits(Read(input.narrow(1, 0, length - 1), Positions.All(length - 1, device)));
        var logits = nn.functional.pad(read, [0, 0, 0, 1]).MoveToOuterDisposeScope();
        return vocabulary is null ? logits : ModelOutput.FromShard(logits, new ParallelContext(vocabulary));
    }

    /// <summary>The logits after one more token a row, over the whole vocabulary.</summary>
    /// <param name="token">The token. Shape <c>[B, 1]</c>.</param>
    /// <param name="place">How many tokens came before.</param>
    /// <param name="memories">What each block remembers of them.</param>
    /// <returns>Logits of the token that follows. Shape <c>[B, V]</c>.</returns>
    public Tensor Next(Tensor token, long place, AttentionMemory[] memories)
    {
        using var scope = NewDisposeScope();
        var state = Embed(token, arange(place, place + 1, 1, dtype: int64, device: token.device));
        for (var i = 0; i < _blocks.Count; i++)
            state = _blocks[i].Next(state, memories[i]);
        return WholeVocabulary.Of(Logits(state), Part).squeeze(1).MoveToOuterDisposeScope();
    }

    private Tensor Read(Tensor tokens, Positions positions)
    {
        var state = Embed(tokens, positions.Places);
        foreach (var block in _blocks)
            state = block.Read(state, positions);
        return state;
    }

    private Tensor Embed(Tensor tokens, Tensor places) => Embed(tokens) + _places.call(places);

    private Tensor Embed(Tensor tokens)
    {
        if (Part.Ranks.Tensor is not { } sharers)
            return _tokens.call(tokens);
        // A token that another rank holds is 0 here, and the sum takes it from there.
        var own = tokens - Part.VocabularyBegin;
        var absent = (own < 0).logical_or(own > Part.Vocabulary - 1);
        return OutOfShards.Of(_tokens.call(own.masked_fill(absent, 0)).masked_fill(absent.unsqueeze(-1), 0), sharers);
    }

    private Tensor Logits(Tensor state) => _head.call(IntoShards.Of(_beforeHead.call(state), Part.Ranks.Tensor));

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
