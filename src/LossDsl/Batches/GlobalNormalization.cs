namespace LossDsl;

/// <summary>
/// What is valid in the whole step, over all microbatches and processes. Losses divide by these counts and never by
/// local ones, so the losses of microbatches add up to the loss of the batch exactly.
/// </summary>
/// <param name="ValidSequences">
/// <c>global_valid_seqs</c>: the sum of the sample mask. No dimensions. Null where the loss does not need it.
/// </param>
/// <param name="ValidTokens">
/// <c>global_valid_toks</c>: the sum of token mask times sample mask over the next-token predictions. No dimensions.
/// Null where the loss does not need it.
/// </param>
public sealed record GlobalNormalization(Tensor? ValidSequences, Tensor? ValidTokens)
{
    /// <summary>Counts a whole batch. The two tensors belong to the caller's dispose scope.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    public static GlobalNormalization Of(IMaskedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var masks = TokenMasks.Of(DataDict.NextToken(batch.TokenMask, axis: 1, Token.This), batch.SampleMask, float64);
        return new GlobalNormalization(
            masks.Samples.sum().MoveToOuterDisposeScope(),
            masks.Weights.sum().MoveToOuterDisposeScope());
    }

    /// <summary>Counts a batch of which each of several processes has some rows, in one collective.</summary>
    /// <param name="batch">This process's rows.</param>
    /// <param name="processes">The processes that share the step's rows.</param>
    public static GlobalNormalization Of(IMaskedBatch batch, IProcessGroup processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var own = Of(batch);
        var counts = stack([own.ValidSequences!, own.ValidTokens!]);
        processes.AllReduce(counts);
        return new GlobalNormalization(
            counts.narrow(0, 0, 1).view([]).MoveToOuterDisposeScope(),
            counts.narrow(0, 1, 1).view([]).MoveToOuterDisposeScope());
    }

    /// <summary>Counts a whole batch that is not typed yet.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <exception cref="BatchContractException">The batch breaks the contract.</exception>
    public static GlobalNormalization Of<T>(BatchedDataDict<T> batch)
        where T : class, IDataDict<T>, IMaskedBatch
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Of(batch.Bind());
    }

    internal Tensor Sequences(string loss) => Required(ValidSequences, "global_valid_seqs", loss);

    internal Tensor Tokens(string loss) => Required(ValidTokens, "global_valid_toks", loss);

    private static Tensor Required(Tensor? count, string name, string loss)
    {
        if (count is null)
            throw new ArgumentException(
                $"{name} is null, but {loss} divides by it; GlobalNormalization.Of(batch) counts the batch of the whole step", name);
        if (count.IsInvalid)
            throw new ArgumentException($"{name} has been disposed", name);
        if (count.numel() != 1)
            throw new ArgumentException(
                $"{name} must be one number, got {count.Lengths()}", name);
        return count.dim() == 0 ? count : count.view([]);
    }
}
