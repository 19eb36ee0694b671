namespace LossDsl;

/// <summary>A model output that can be sharded by positions or by columns of the vocabulary.</summary>
internal interface IVocabularyShard
{
    /// <summary>The rows, positions per row and vocabulary columns of the logits on this rank.</summary>
    (long Rows, long Positions, long Columns) Size { get; }

    /// <summary>The device of the tensors.</summary>
    Device Device { get; }

    /// <summary>The log-probabilities, where this rank holds some columns of the vocabulary.</summary>
    /// <param name="ids">The tokens that come, below the whole vocabulary. Shape <c>[B, N]</c>.</param>
    /// <param name="absent">Which are masked: bool, shape <c>[B, N]</c>.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="share">The rank's columns.</param>
    /// <param name="withEntropies">Whether entropies are asked for too.</param>
    /// <returns>Shape <c>[B, N]</c>; with entropies <c>[2, B, N]</c>: log-probabilities, then entropies.</returns>
    Tensor PredictShard(Tensor ids, Tensor absent, ScalarType dtype, VocabShard share, bool withEntropies);
}
