namespace LossDsl.Cli.Training;

/// <summary>Sequences that a model generated.</summary>
/// <param name="Ids">All tokens, including the prompts. Shape <c>[B, S]</c>.</param>
/// <param name="Logprobs">
/// The log-probability of each generated token under the sampler; 0 for the others. Shape <c>[B, S]</c>, entry <c>t</c> is for
/// token <c>t</c>.
/// </param>
/// <param name="ResponseMask">
/// The generated tokens, including the ending boundary, without the prompts. Shape <c>[B, S]</c>.
/// </param>
internal sealed record Rollout(Tensor Ids, Tensor Logprobs, Tensor ResponseMask)
{
    /// <summary>Gathers the rows of all ranks.</summary>
    /// <param name="shard">How the rows are split over ranks.</param>
    public Rollout Gather(DataShard shard) => shard.Group is null
        ? this
        : new Rollout(shard.Gather(Ids), shard.Gather(Logprobs), shard.Gather(ResponseMask.to(int64)).to(@bool));

    /// <summary>The texts on the host; null for a row that was full before its ending boundary.</summary>
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
