using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>Attention of every token to itself and to those before it.</summary>
internal sealed class CausalAttention : nn.Module
{
    private readonly ModelShard _part;
    private readonly Linear _qkvProj;
    private readonly Linear _outProj;

    /// <summary>Makes the module.</summary>
    /// <param name="part">The part of the model that this rank holds.</param>
    public CausalAttention(ModelShard part)
        : base(nameof(CausalAttention))
    {
        _part = part;
        var (width, type) = (part.Shape.Width, part.Shape.Type);
        _qkvProj = nn.Linear(width, 3 * part.AttentionWidth, dtype: type);
        _outProj = nn.Linear(part.AttentionWidth, width, hasBias: part.HasRowParallelBias, dtype: type);
        RegisterComponents();
    }

    /// <summary>What comes out for each token.</summary>
    /// <param name="input">The tokens. Shape <c>[B, N, W]</c>.</param>
    /// <param name="positions">Where they stand.</param>
    public Tensor Forward(Tensor input, ContextPositions positions)
    {
        using var scope = NewDisposeScope();
        var (queries, ownKeys, ownValues) = Project(input);
        var (keys, values) = positions.GatherKeysAndValues(ownKeys, ownValues);
        var scores = Scores(queries, keys).masked_fill(positions.FutureMask, double.NegativeInfinity);
        return Mix(scores, values).MoveToOuterDisposeScope();
    }

    /// <summary>The same for one more token a row, whose predecessors' keys and values are remembered.</summary>
    /// <param name="input">The token. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="cache">Keys and values so far; those of this token are added.</param>
    public Tensor DecodeNext(Tensor input, KVCache cache)
    {
        using var scope = NewDisposeScope();
        var (queries, newKeys, newValues) = Project(input);
        var (keys, values) = cache.Append(newKeys, newValues);
        return Mix(Scores(queries, keys), values).MoveToOuterDisposeScope();
    }

    private (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor input)
    {
        var projected = _qkvProj.call(CopyToTensorParallel.Apply(input, _part.Ranks.Tensor));
        var heads = projected.view([input.size(0), input.size(1), 3, _part.Heads, _part.Shape.HeadDim]);
        var split = heads.permute(2, 0, 3, 1, 4).unbind(0);
        return (split[0], split[1], split[2]);
    }

    private Tensor Scores(Tensor queries, Tensor keys) =>
        (queries / Math.Sqrt(_part.Shape.HeadDim)).matmul(keys.transpose(-2, -1));

    private Tensor Mix(Tensor scores, Tensor values)
    {
        var mixed = nn.functional.softmax(scores, -1).matmul(values).transpose(1, 2);
        var output = _outProj.call(mixed.reshape([mixed.size(0), mixed.size(1), _part.AttentionWidth]));
        return ReduceFromTensorParallel.Apply(output, _part.Ranks.Tensor);
    }
}
