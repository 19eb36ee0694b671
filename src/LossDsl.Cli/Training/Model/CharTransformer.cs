using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>
/// A small causal transformer language model, or one rank's part of it: maps tokens <c>[B, S]</c> to next-token logits
/// <c>[B, S, V]</c>.
/// </summary>
internal sealed class CharTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _tokenEmbedding;
    private readonly Embedding _positionEmbedding;
    private readonly ModuleList<TransformerBlock> _blocks;
    private readonly LayerNorm _finalNorm;
    private readonly Linear _lmHead;

    /// <summary>Creates a model with random weights from torch's default generator.</summary>
    /// <param name="shape">The dimensions of the model.</param>
    public CharTransformer(ModelShape shape)
        : this(new ModelShard(shape, Ranks.SingleProcess)) => Initialize();

    /// <summary>Creates a part of a model. The caller must set its weights.</summary>
    /// <param name="part">The part.</param>
    public CharTransformer(ModelShard part)
        : base(nameof(CharTransformer))
    {
        Shard = part;
        var shape = part.Shape;
        _tokenEmbedding = nn.Embedding(part.Vocabulary, shape.Width, dtype: shape.Type);
        _positionEmbedding = nn.Embedding(shape.Length, shape.Width, dtype: shape.Type);
        _blocks = nn.ModuleList([.. Enumerable.Range(0, shape.Layers).Select(_ => new TransformerBlock(part))]);
        _finalNorm = nn.LayerNorm(shape.Width, dtype: shape.Type);
        _lmHead = nn.Linear(shape.Width, part.Vocabulary, hasBias: false, dtype: shape.Type);
        RegisterComponents();
    }

    /// <summary>The part of the model that this is.</summary>
    public ModelShard Shard { get; }

    /// <summary>
    /// The logits of whole rows over the whole vocabulary. With tensor parallelism they have no gradient: losses use
    /// <see cref="ComputeOutput"/>.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return FullVocabulary.GatherLogits(Logits(Forward(input, ContextPositions.CreateAll(input.size(1), input.device))), Shard).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The output for a loss: this rank's part of the logits, with gradient. No token follows the last one of a row, so losses
    /// do not
    /// use its logits: if this rank has all positions, the last token is not computed and its logits are 0.
    /// </summary>
    /// <param name="input">Whole rows. Shape <c>[B, S]</c>.</param>
    public ModelOutput ComputeOutput(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (vocabulary, context) = (Shard.Ranks.Tensor, Shard.Ranks.Context);
        var (length, device) = (input.size(1), input.device);
        if (context is not null)
        {
            var positions = ContextPositions.CreateForRank(length, context, device);
            var held = Logits(Forward(positions.SelectTokens(input), positions)).MoveToOuterDisposeScope();
            return ModelOutput.FromShard(held, new ParallelContext(vocabulary, context));
        }

        var read = Logits(Forward(input.narrow(1, 0, length - 1), ContextPositions.CreateAll(length - 1, device)));
        var logits = nn.functional.pad(read, [0, 0, 0, 1]).MoveToOuterDisposeScope();
        return vocabulary is null ? logits : ModelOutput.FromShard(logits, new ParallelContext(vocabulary));
    }

    /// <summary>The logits after the next token of each row, over the whole vocabulary.</summary>
    /// <param name="token">The token. Shape <c>[B, 1]</c>.</param>
    /// <param name="place">The position of the token: the number of tokens before it.</param>
    /// <param name="caches">The caches of the blocks.</param>
    /// <returns>The logits of the following token. Shape <c>[B, V]</c>.</returns>
    public Tensor DecodeNext(Tensor token, long place, KVCache[] caches)
    {
        using var scope = NewDisposeScope();
        var state = Embed(token, arange(place, place + 1, 1, dtype: int64, device: token.device));
        for (var i = 0; i < _blocks.Count; i++)
            state = _blocks[i].DecodeNext(state, caches[i]);
        return FullVocabulary.GatherLogits(Logits(state), Shard).squeeze(1).MoveToOuterDisposeScope();
    }

    private Tensor Forward(Tensor tokens, ContextPositions positions)
    {
        var state = Embed(tokens, positions.PositionIds);
        foreach (var block in _blocks)
            state = block.Forward(state, positions);
        return state;
    }

    private Tensor Embed(Tensor tokens, Tensor places) => Embed(tokens) + _positionEmbedding.call(places);

    private Tensor Embed(Tensor tokens)
    {
        if (Shard.Ranks.Tensor is not { } sharers)
            return _tokenEmbedding.call(tokens);
        // The embedding of a token that another rank has is 0 here; the all-reduce adds it.
        var own = tokens - Shard.VocabularyStart;
        var absent = (own < 0).logical_or(own > Shard.Vocabulary - 1);
        return ReduceFromTensorParallel.Apply(_tokenEmbedding.call(own.masked_fill(absent, 0)).masked_fill(absent.unsqueeze(-1), 0), sharers);
    }

    private Tensor Logits(Tensor state) => _lmHead.call(CopyToTensorParallel.Apply(_finalNorm.call(state), Shard.Ranks.Tensor));

    private void Initialize()
    {
        using var off = no_grad();
        foreach (var (name, parameter) in named_parameters())
        {
            // Matrices are initialized to preserve the variance of their inputs; biases are 0, layer norms keep their defaults.
            var embeds = name.StartsWith(nameof(_tokenEmbedding), StringComparison.Ordinal)
                || name.StartsWith(nameof(_positionEmbedding), StringComparison.Ordinal);
            if (parameter.dim() == 2)
                parameter.normal_(0, embeds ? 0.02 : 0.6 / Math.Sqrt(parameter.size(1)));
            else if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
        }
    }
}
