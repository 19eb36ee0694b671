namespace LossDsl.Cli.Training;

/// <summary>Draws a token for each row, from torch's default generator.</summary>
/// <remarks>
/// <code>
/// argmax(p / e)      e ~ Exp(1)
/// </code>
/// is each token with its probability; <c>multinomial</c> does the same. Here every rank draws the noise of all rows and
/// takes that of its own, so that a row's tokens do not depend on how many ranks there are.
/// </remarks>
/// <param name="shard">The rows.</param>
/// <param name="part">The rank's part of the model.</param>
internal sealed class TokenSampler(DataShard shard, ModelShard part)
{
    /// <summary>Draws.</summary>
    /// <param name="probabilities">Those of each token for some of this rank's rows. Shape <c>[R, V]</c>.</param>
    /// <param name="rows">Which rows these are. Shape <c>[R]</c>.</param>
    /// <returns>Shape <c>[R, 1]</c>.</returns>
    public Tensor Sample(Tensor probabilities, Tensor rows)
    {
        using var scope = NewDisposeScope();
        var noise = empty([shard.Rows, probabilities.size(1)], dtype: probabilities.dtype, device: probabilities.device).exponential_();
        var drawn = (probabilities / shard.SelectOwn(noise).index_select(0, rows)).argmax(-1, keepdim: true);
        // Ranks that share the weights must go on with the same token, to the last bit of its probability.
        part.Ranks.Tensor?.Broadcast(drawn, root: 0);
        return drawn.MoveToOuterDisposeScope();
    }
}
