namespace LossDsl;

/// <summary>A model output that can be sharded by positions or by columns of the vocabulary.</summary>
internal interface IVocabularyShard
{
    /// <summary>The rows, positions per row and vocabulary columns of the logits on this rank.</summary>
    (long Rows, long Positions, long Columns) Size { get; }

    /// <summary>The device of the tensors.</summary>
    Device Device { get; }

    /// <summary>The log-probabilities, where this rank holds some columns of the vocabulary.</summary>
    /// <param name="ids">The target ids in the whole vocabulary. Shape <c>[B, N]</c>.</param>
    /// <param name="absent">True where masked: bool, shape <c>[B, N]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="share">This rank's columns.</param>
    /// <param name="withEntropies">Whether to compute entropies too.</param>
    /// <returns>Shape <c>[B, N]</c>; with entropies <c>[2, B, N]</c>: log-probabilities, then entropies.</returns>
    Tensor PredictShard(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share, bool withEntropies);
}
