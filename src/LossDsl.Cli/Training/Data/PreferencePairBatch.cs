namespace LossDsl.Cli.Training;

/// <summary>A batch of pairs for the preference loss: a real word, followed by the same word with a typo.</summary>
/// <param name="InputIds">The tokens; even rows hold real words, odd rows the misspelt ones. Shape <c>[2*P, S]</c>.</param>
/// <param name="TokenMask">The valid tokens: the characters and the ending boundary. Shape <c>[2*P, S]</c>.</param>
/// <param name="SampleMask">1; 0 for both rows of a word for which no misspelling was found. Shape <c>[2*P]</c>.</param>
internal sealed record PreferencePairBatch(Tensor InputIds, Tensor TokenMask, Tensor SampleMask)
{
    /// <summary>Draws training examples uniformly, and misspells them.</summary>
    /// <param name="corpus">The examples.</param>
    /// <param name="pairs">The number of pairs.</param>
    /// <param name="random">The random generator.</param>
    /// <param name="device">The device of the batch.</param>
    public static PreferencePairBatch Draw(WordCorpus corpus, int pairs, Random random, Device device)
    {
        var (rows, length) = (2 * pairs, corpus.RowLength);
        var ids = new long[rows * length];
        var tokens = new float[rows * length];
        var samples = new float[rows];
        for (var row = 0; row < rows; row += 2)
        {
            var example = corpus.TrainingExamples[random.Next(corpus.TrainingExamples.Count)];
            var twin = Misspelling.Create(example, corpus, random);
            Write(example, row);
            Write(twin ?? example, row + 1);
            samples.AsSpan(row, 2).Fill(twin is null ? 0 : 1);
        }

        return new PreferencePairBatch(
            tensor(ids, [rows, length], device: device),
            tensor(tokens, [rows, length], device: device),
            tensor(samples, device: device));

        void Write(string text, int row)
        {
            var characters = corpus.Tokenizer.Encode(text, ids.AsSpan(row * length, length));
            tokens.AsSpan(row * length + 1, characters + 1).Fill(1);
        }
    }

    /// <summary>The batch for the loss.</summary>
    /// <param name="referenceLogprobs">The log-probabilities of the reference policy; entry <c>t</c> is for token
    /// <c>t+1</c>.</param>
    public BatchedDataDict<DPOLossDataDict> ToDataDict(Tensor referenceLogprobs) => new()
    {
        [DPOLossDataDict.Keys.InputIds] = InputIds,
        [DPOLossDataDict.Keys.TokenMask] = TokenMask,
        [DPOLossDataDict.Keys.SampleMask] = SampleMask,
        [DPOLossDataDict.Keys.ReferencePolicyLogprobs] = referenceLogprobs,
    };
}
