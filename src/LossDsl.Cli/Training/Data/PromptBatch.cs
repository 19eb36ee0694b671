namespace LossDsl.Cli.Training;

/// <summary>Creates prompts: beginnings of words that the model completes.</summary>
internal static class PromptBatch
{
    /// <summary>Draws prompts, each the first few characters of a training example, and repeats each for its group.</summary>
    /// <param name="corpus">The examples.</param>
    /// <param name="prompts">The number of different prompts.</param>
    /// <param name="group">The number of rows per prompt.</param>
    /// <param name="longest">The maximum number of characters of a prompt; the minimum is 1.</param>
    /// <param name="random">The random generator.</param>
    /// <param name="device">The device of the prompts.</param>
    /// <returns>Rows with the leading boundary, the prompt, and boundaries as padding. Shape <c>[prompts * group, S]</c>.</returns>
    public static Tensor Draw(WordCorpus corpus, int prompts, int group, int longest, Random random, Device device)
    {
        var length = corpus.RowLength;
        var ids = new long[prompts * group * length];
        for (var prompt = 0; prompt < prompts; prompt++)
        {
            var first = ids.AsSpan(prompt * group * length, length);
            var characters = corpus.Tokenizer.Encode(corpus.TrainingExamples[random.Next(corpus.TrainingExamples.Count)], first);
            first[(1 + Math.Min(random.Next(1, longest + 1), characters))..].Fill(CharTokenizer.Boundary);
            for (var copy = 1; copy < group; copy++)
                first.CopyTo(ids.AsSpan((prompt * group + copy) * length, length));
        }

        return tensor(ids, [prompts * group, length], device: device);
    }

    /// <summary>Rows without a prompt, for unconditional samples.</summary>
    /// <param name="corpus">The examples, which determine the length of a row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="device">The device of the rows.</param>
    public static Tensor CreateEmpty(WordCorpus corpus, int rows, Device device) =>
        full([rows, corpus.RowLength], CharTokenizer.Boundary, dtype: int64, device: device);
}
