namespace LossDsl.Cli.Training;

/// <summary>What a model wrote.</summary>
/// <param name="Ids">All tokens, the prompts included. Shape <c>[B, S]</c>.</param>
/// <param name="Logprobs">
/// Log-probability of each written token as the sampler saw it; 0 for the others. Shape <c>[B, S]</c>, entry <c>t</c>
/// for token <c>t</c>.
/// </param>
/// <param name="ResponseMask">
/// Which tokens the model wrote itself: the ending boundary is one, prompts are not. Shape <c>[B, S]</c>.
/// </param>
internal sealed record Rollout(Tensor Ids, Tensor Logprobs, Tensor ResponseMask)
{
    /// <summary>The rows of all ranks that share them.</summary>
    /// <param name="shard">How they do; these are this rank's.</param>
    public Rollout Gather(DataShard shard) => shard.Group is null
        ? this
        : new Rollout(shard.Gather(Ids), shard.Gather(Logprobs), shard.Gather(ResponseMask.to(int64)).to(@bool));

    /// <summary>The texts, on the host; null where a row was full before its ending boundary.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    public string?[] DecodeTexts(CharTokenizer tokenizer)
    {
        using var onHost = Ids.cpu();
        ReadOnlySpan<long> ids = onHost.data<long>().ToArray();
        var texts = new string?[Ids.size(0)];
        var length = (int)Ids.size(1);
        for (var row = 0; row < texts.Length; row++)
        {
            var tokens = ids.Slice(row * length, length);
            texts[row] = tokens[1..].Contains(CharTokenizer.Boundary) ? tokenizer.Decode(tokens) : null;
        }

        return texts;
    }
}
