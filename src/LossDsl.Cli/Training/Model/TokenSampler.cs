namespace LossDsl.Cli.Training;

/// <summary>Samples a token for each row, from torch's default generator.</summary>
/// <remarks>
/// <code>
/// argmax(p / e)      e ~ Exp(1)
/// </code>
/// samples each token with its probability, as <c>multinomial</c> does. Here every rank draws the noise for all rows and uses
/// that of its own ones, so that the tokens of a row do not depend on the number of ranks.
/// </remarks>
/// <param name="shard">How the rows are split over ranks.</param>
/// <param name="part">This rank's part of the model.</param>
internal sealed class TokenSampler(DataShard shard, ModelShard part)
{
    /// <summary>Samples tokens.</summary>
    /// <param name="probabilities">The probabilities of each token, for some of this rank's rows. Shape <c>[R, V]</c>.</param>
    /// <param name="rows">The indices of these rows. Shape <c>[R]</c>.</param>
    /// <returns>The tokens. Shape <c>[R, 1]</c>.</returns>
    public Tensor Sample(Tensor probabilities, Tensor rows)
    {
        using var scope = NewDisposeScope();
        var noise = empty([shard.Rows, probabilities.size(1)], dtype: probabilities.dtype, device: probabilities.device).exponential_();
        var drawn = (probabilities / shard.SelectOwn(noise).index_select(0, rows)).argmax(-1, keepdim: true);
        // The ranks of a tensor parallel group must continue with the same token, even if their probabilities differ by rounding.
        part.Ranks.Tensor?.Broadcast(drawn, root: 0);
        return drawn.MoveToOuterDisposeScope();
    }
}
