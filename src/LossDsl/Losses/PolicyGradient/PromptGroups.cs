namespace LossDsl;

/// <summary>Weights of rows by the prompts that they respond to.</summary>
public static class PromptGroups
{
    /// <summary>
    /// Computes the weight of each row for a mean over prompts: <c>1 / (P n)</c> for <c>P</c> prompts and <c>n</c> valid tokens
    /// in all responses to the row's prompt. Compute it over the whole step before it is split into microbatches.
    /// </summary>
    /// <param name="groups">Group ids, any integers: rows with equal ids answer the same prompt. Shape <c>[B]</c>.</param>
    /// <param name="batch">The batch of the whole step.</param>
    /// <returns>Shape <c>[B]</c>, float32. A prompt without valid tokens is not counted.</returns>
    /// <exception cref="ArgumentException">The groups are not integers of shape <c>[B]</c>.</exception>
    public static Tensor ComputeWeights(Tensor groups, IMaskedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (index, count) = RowGroups.Number(groups, batch.SampleMask);
        var masks = TokenMasks.FromBatch(batch, batch.SampleMask, float64);
        var tokens = RowGroups.Sum(masks.Weights.sum(1), index, count);
        var prompts = (tokens != Scalars.Zero).to(float64).sum();
        var own = tokens.index_select(0, index);
        return where(own == Scalars.Zero, zeros_like(own), ones_like(own) / (own * prompts)).to(float32).MoveToOuterDisposeScope();
    }
}
