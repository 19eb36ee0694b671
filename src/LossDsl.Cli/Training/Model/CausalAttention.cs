using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>Attention of every token to itself and to those before it.</summary>
internal sealed class CausalAttention : nn.Module<Tensor, Tensor>
{
    private readonly ModelShape _shape;
    private readonly Linear _inputs;
    private readonly Linear _output;

    /// <summary>Makes the module.</summary>
    /// <param name="shape">The model's shape.</param>
    public CausalAttention(ModelShape shape)
        : base(nameof(CausalAttention))
    {
        _shape = shape;
        _inputs = nn.Linear(shape.Width, 3 * shape.Width);
        _output = nn.Linear(shape.Width, shape.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values) = Project(input);
        var later = ones([input.size(1), input.size(1)], dtype: @bool, device: input.device).triu(1);
        var scores = Scores(queries, keys).masked_fill(later, double.NegativeInfinity);
        return Mix(scores, values).MoveToOuterDisposeScope();
    }

    /// <summary>The same for one more token a row, whose predecessors' keys and values are remembered.</summary>
    /// <param name="input">The token. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="memory">Keys and values so far; those of this token are added.</param>
    public Tensor Next(Tensor input, AttentionMemory memory)
    {
        using var scope = NewDisposeScope();
        var (queries, newKeys, newValues) = Project(input);
        var (keys, values) = memory.Append(newKeys, newValues);
        return Mix(Scores(queries, keys), values).MoveToOuterDisposeScope();
    }

    private (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor input)
    {
        var heads = _inputs.call(input).view([input.size(0), input.size(1), 3, _shape.Heads, _shape.HeadWidth]);
        var split = heads.permute(2, 0, 3, 1, 4).unbind(0);
        return (split[0], split[1], split[2]);
    }

    private Tensor Scores(Tensor queries, Tensor keys) =>
        (queries / Math.Sqrt(_shape.HeadWidth)).matmul(keys.transpose(-2, -1));

    private Tensor Mix(Tensor scores, Tensor values)
    {
        var mixed = nn.functional.softmax(scores, -1).matmul(values).transpose(1, 2);
        return _output.call(mixed.reshape([mixed.size(0), mixed.size(1), _shape.Width]));
    }
}
