namespace LossDsl.Cli.Training;

/// <summary>Creates batches for the supervised loss.</summary>
internal static class SupervisedBatch
{
    /// <summary>Draws training examples uniformly.</summary>
    /// <param name="corpus">The examples.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="random">The random generator.</param>
    /// <param name="device">The device of the batch.</param>
    public static BatchedDataDict<NLLLossDataDict> Draw(WordCorpus corpus, int rows, Random random, Device device)
    {
        var length = corpus.RowLength;
        var ids = new long[rows * length];
        var mask = new float[rows * length];
        for (var row = 0; row < rows; row++)
        {
            var example = corpus.TrainingExamples[random.Next(corpus.TrainingExamples.Count)];
            var characters = corpus.Tokenizer.Encode(example, ids.AsSpan(row * length, length));
            // The ending boundary is a prediction target; the leading one is given.
            mask.AsSpan(row * length + 1, characters + 1).Fill(1);
        }

        return new BatchedDataDict<NLLLossDataDict>
        {
            [NLLLossDataDict.Keys.InputIds] = tensor(ids, [rows, length], device: device),
            [NLLLossDataDict.Keys.TokenMask] = tensor(mask, [rows, length], device: device),
            [NLLLossDataDict.Keys.SampleMask] = ones(rows, device: device),
        };
    }
}
