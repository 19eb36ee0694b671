using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>A pre-norm transformer block: attention, then an MLP per token.</summary>
internal sealed class TransformerBlock : nn.Module
{
    private readonly LayerNorm _attentionNorm;
    private readonly CausalAttention _attention;
    private readonly LayerNorm _mlpNorm;
    private readonly Linear _upProj;
    private readonly Linear _downProj;
    private readonly IProcessGroup? _tensorGroup;

    /// <summary>Creates the module.</summary>
    /// <param name="part">This rank's part of the model.</param>
    public TransformerBlock(ModelShard part)
        : base(nameof(TransformerBlock))
    {
        var (width, type) = (part.Shape.Width, part.Shape.Type);
        _attentionNorm = nn.LayerNorm(width, dtype: type);
        _attention = new CausalAttention(part);
        _mlpNorm = nn.LayerNorm(width, dtype: type);
        _upProj = nn.Linear(width, part.MlpWidth, dtype: type);
        _downProj = nn.Linear(part.MlpWidth, width, hasBias: part.HasRowParallelBias, dtype: type);
        _tensorGroup = part.Ranks.Tensor;
        RegisterComponents();
    }

    /// <summary>The output for each token.</summary>
    /// <param name="input">The input. Shape <c>[B, N, W]</c>.</param>
    /// <param name="positions">The positions of the tokens.</param>
    public Tensor Forward(Tensor input, ContextPositions positions)
    {
        using var scope = NewDisposeScope();
        return Mlp(input + _attention.Forward(_attentionNorm.call(input), positions)).MoveToOuterDisposeScope();
    }

    /// <summary>The output for the next token of each row.</summary>
    /// <param name="input">The input. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="cache">The cached keys and values of the tokens before.</param>
    public Tensor DecodeNext(Tensor input, KVCache cache)
    {
        using var scope = NewDisposeScope();
        return Mlp(input + _attention.DecodeNext(_attentionNorm.call(input), cache)).MoveToOuterDisposeScope();
    }

    private Tensor Mlp(Tensor input)
    {
        var inner = _upProj.call(CopyToTensorParallel.Apply(_mlpNorm.call(input), _tensorGroup));
        return input + ReduceFromTensorParallel.Apply(_downProj.call(nn.functional.relu(inner)), _tensorGroup);
    }
}
