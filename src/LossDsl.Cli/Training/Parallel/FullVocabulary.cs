namespace LossDsl.Cli.Training;

/// <summary>Gathers the logits of the whole vocabulary, without gradient.</summary>
internal static class FullVocabulary
{
    /// <summary>Gathers the logits.</summary>
    /// <param name="logits">The logits of this rank's part of the vocabulary. Shape <c>[.., V_r]</c>.</param>
    /// <param name="part">This rank's part of the model.</param>
    /// <returns>Shape <c>[.., V]</c>, the same on every rank of the group.</returns>
    public static Tensor GatherLogits(Tensor logits, ModelShard part)
    {
        if (part.Ranks.Tensor is not { } group)
            return logits;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        // An all-gather needs equal sizes, so ranks with one token fewer are padded.
        var padded = nn.functional.pad(logits, [0, part.MaxVocabularySize - part.Vocabulary]);
        var parts = group.AllGather(padded).unbind(0).Select((other, rank) => other.narrow(-1, 0, part.GetVocabularySize(rank)));
        return cat([.. parts], -1).MoveToOuterDisposeScope();
    }
}
