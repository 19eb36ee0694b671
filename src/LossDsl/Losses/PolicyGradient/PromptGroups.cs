namespace LossDsl;

/// <summary>Rows by the prompts that they answer.</summary>
public static class PromptGroups
{
    /// <summary>
    /// What each row of a step weighs where all prompts weigh the same: <c>1 / (P n)</c> for <c>P</c> prompts and <c>n</c> tokens that
    /// count in the answers to its own. Computed over the whole step before it is cut into microbatches.
    /// </summary>
    /// <param name="groups">The number of the prompt of each row, any integers. Shape <c>[B]</c>.</param>
    /// <param name="batch">The batch of the whole step.</param>
    /// <returns>Shape <c>[B]</c>, float32. A prompt without a token that counts is none.</returns>
    /// <exception cref="ArgumentException">The groups are not one integer a row.</exception>
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
