namespace LossDsl;

/// <summary>A model output that can be sharded by positions or by columns of the vocabulary.</summary>
internal interface IVocabularyShard
{
    /// <summary>The rows, positions per row and vocabulary columns of the logits on this rank.</summary>
    (long Rows, long Positions, long Columns) Size { get; }

    /// <summary>The device of the tensors.</summary>
    Device Device { get; }

    /// <summary>The log-probabilities from this rank's columns of the vocabulary, combined with those of the other ranks.</summary>
    /// <param name="ids">The target ids in the whole vocabulary. Shape <c>[B, N]</c>.</param>
    /// <param name="absent">True for masked targets. Bool, shape <c>[B, N]</c>.</param>
    /// <param name="dtype">The type of the computation and of the result.</param>
    /// <param name="share">This rank's columns.</param>
    Tensor ShardLogprobs(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share);
}
