namespace LossDsl.Cli.Training;

/// <summary>Joins the logits of ranks that share the vocabulary, without gradient: for what looks at all of them.</summary>
internal static class FullVocabulary
{
    /// <summary>The logits of the whole vocabulary.</summary>
    /// <param name="logits">Those of this rank's part. Shape <c>[.., V_r]</c>.</param>
    /// <param name="part">Which part that is.</param>
    /// <returns>Shape <c>[.., V]</c>, the same on every rank of the group.</returns>
    public static Tensor GatherLogits(Tensor logits, ModelShard part)
    {
        if (part.Ranks.Tensor is not { } group)
            return logits;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        // All send equally much; a rank that holds a token less fills up.
        var padded = nn.functional.pad(logits, [0, part.MaxVocabularySize - part.Vocabulary]);
        var parts = group.AllGather(padded).unbind(0).Select((other, rank) => other.narrow(-1, 0, part.GetVocabularySize(rank)));
        return cat([.. parts], -1).MoveToOuterDisposeScope();
    }
}
