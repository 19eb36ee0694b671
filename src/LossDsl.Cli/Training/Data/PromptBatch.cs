namespace LossDsl.Cli.Training;

/// <summary>Makes beginnings of words for the model to go on from.</summary>
internal static class PromptBatch
{
    /// <summary>Draws prompts, each the first few characters of a training example, and repeats each for its group.</summary>
    /// <param name="corpus">The examples.</param>
    /// <param name="prompts">How many to draw.</param>
    /// <param name="group">The rows of a group.</param>
    /// <param name="longest">The most characters of a prompt; the fewest is 1.</param>
    /// <param name="random">What draws.</param>
    /// <param name="device">Where the prompts are wanted.</param>
    /// <returns>Rows that hold the leading boundary, the prompt, and boundaries. Shape <c>[prompts * group, S]</c>.</returns>
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

    /// <summary>Rows without a prompt: the model begins by itself.</summary>
    /// <param name="corpus">The examples, which set the length of a row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="device">Where they are wanted.</param>
    public static Tensor CreateEmpty(WordCorpus corpus, int rows, Device device) =>
        full([rows, corpus.RowLength], CharTokenizer.Boundary, dtype: int64, device: device);
}
