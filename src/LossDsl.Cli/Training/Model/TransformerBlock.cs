using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>Attention between tokens, then a small network on each; both see normalized input (pre-norm).</summary>
internal sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm _beforeAttention;
    private readonly CausalAttention _attention;
    private readonly LayerNorm _beforeNetwork;
    private readonly Linear _widen;
    private readonly Linear _narrow;

    /// <summary>Makes the module.</summary>
    /// <param name="shape">The model's shape.</param>
    public TransformerBlock(ModelShape shape)
        : base(nameof(TransformerBlock))
    {
        _beforeAttention = nn.LayerNorm(shape.Width);
        _attention = new CausalAttention(shape);
        _beforeNetwork = nn.LayerNorm(shape.Width);
        _widen = nn.Linear(shape.Width, 4 * shape.Width);
        _narrow = nn.Linear(4 * shape.Width, shape.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Network(input + _attention.call(_beforeAttention.call(input))).MoveToOuterDisposeScope();
    }

    /// <summary>The same for one more token a row.</summary>
    /// <param name="input">The token. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="memory">What the block remembers of the tokens before.</param>
    public Tensor Next(Tensor input, AttentionMemory memory)
    {
        using var scope = NewDisposeScope();
        return Network(input + _attention.Next(_beforeAttention.call(input), memory)).MoveToOuterDisposeScope();
    }

    private Tensor Network(Tensor input) =>
        input + _narrow.call(nn.functional.relu(_widen.call(_beforeNetwork.call(input))));
}
