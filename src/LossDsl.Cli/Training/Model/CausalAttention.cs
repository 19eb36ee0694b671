using TorchSharp.Modules;

namespace LossDsl.Cli.Training;

/// <summary>Causal self-attention: each token attends to itself and to those before it.</summary>
internal sealed class CausalAttention : nn.Module
{
    private readonly ModelShard _part;
    private readonly Linear _qkvProj;
    private readonly Linear _outProj;

    /// <summary>Creates the module.</summary>
    /// <param name="part">This rank's part of the model.</param>
    public CausalAttention(ModelShard part)
        : base(nameof(CausalAttention))
    {
        _part = part;
        var (width, type) = (part.Shape.Width, part.Shape.Type);
        _qkvProj = nn.Linear(width, 3 * part.AttentionWidth, dtype: type);
        _outProj = nn.Linear(part.AttentionWidth, width, hasBias: part.HasRowParallelBias, dtype: type);
        RegisterComponents();
    }

    /// <summary>The output for each token.</summary>
    /// <param name="input">The input. Shape <c>[B, N, W]</c>.</param>
    /// <param name="positions">The positions of the tokens.</param>
    public Tensor Forward(Tensor input, ContextPositions positions)
    {
        using var scope = NewDisposeScope();
        var (queries, ownKeys, ownValues) = Project(input);
        var (keys, values) = positions.GatherKeysAndValues(ownKeys, ownValues);
        var scores = Scores(queries, keys).masked_fill(positions.FutureMask, double.NegativeInfinity);
        return Mix(scores, values).MoveToOuterDisposeScope();
    }

    /// <summary>The output for the next token of each row, with cached keys and values of the tokens before.</summary>
    /// <param name="input">The input. Shape <c>[B, 1, W]</c>.</param>
    /// <param name="cache">The cache, to which the keys and values of this token are appended.</param>
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
