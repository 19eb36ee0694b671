using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>Attention between tokens, then a small network on each; both see normalized input (pre-norm).</summary>
internal sealed class TransformerBlock : nn.Module
{
    private readonly LayerNorm _beforeAttention;
    private readonly CausalAttention _attention;
    private readonly LayerNorm _beforeNetwork;
    private readonly Linear _widen;
    private readonly Linear _narrow;
    private readonly IProcessGroup? _sharers;

    /// <summary>Makes the module.</summary>
    /// <param name="part">The part of the model that this rank holds.</param>
    public TransformerBlock(ModelPart part)
        : base(nameof(TransformerBlock))
    {
        var (width, type) = (part.Shape.Width, part.Shape.Type);
        _beforeAttention = nn.LayerNorm(width, dtype: type);
        _attention = new CausalAttention(part);
        _beforeNetwork = nn.LayerNorm(width, dtype: type);
        _widen = nn.Linear(width, part.NetworkWidth, dtype: type);
        _narrow = nn.Linear(part.NetworkWidth, width, hasBias: part.HoldsBiasesOfSums, dtype: type);
        _sharers = part.Ranks.Tensor;
        RegisterComponents();
    }

    /// <summary>What comes out for each token.</summary>
    /// <param name="input">The tokens. Shape <c>[B, N, W]</c>.</param>
    /// <param name="positions">Where they stand.</param>
    public Tensor Read(Tensor input, Positions positions)
    {
        using var scope = NewDisposeScope();
        return Network(input + _attention.Read(_beforeAttention.call(input), positions)).MoveToOuterDisposeScope();
    }

    /// <summary>The same for one more token a row.</summary>
    /// <param name="input">The token. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="memory">What the block remembers of the tokens before.</param>
    public Tensor Next(Tensor input, AttentionMemory memory)
    {
        using var scope = NewDisposeScope();
        return Network(input + _attention.Next(_beforeAttention.call(input), memory)).MoveToOuterDisposeScope();
    }

    private Tensor Network(Tensor input)
    {
        var inner = _widen.call(IntoShards.Of(_beforeNetwork.call(input), _sharers));
        return input + OutOfShards.Of(_narrow.call(nn.functional.relu(inner)), _sharers);
    }
}
