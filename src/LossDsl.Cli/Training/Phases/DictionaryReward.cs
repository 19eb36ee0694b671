namespace LossDsl.Cli.Training;

/// <summary>Rewards words of the dictionary, longer words and distinct words more.</summary>
/// <remarks>
/// <code>
/// reward = in dictionary ? (characters / characters of the longest example) / copies in the rollout : 0
/// </code>
/// Without the length factor, the shortest words would be the safest to generate. Without the division by the number of copies,
/// the model could repeat a few words: copies share one reward, so repetition is rewarded less.
/// </remarks>
internal static class DictionaryReward
{
    /// <summary>The reward of each text of a rollout.</summary>
    /// <param name="texts">The texts; null for a row that did not end.</param>
    /// <param name="corpus">The dictionary, including held-out words.</param>
    public static double[] Compute(IReadOnlyList<string?> texts, WordCorpus corpus)
    {
        var copies = texts.OfType<string>().CountBy(text => text).ToDictionary();
        return [.. texts.Select(text => text is not null && corpus.Contains(text)
            ? text.EnumerateRunes().Count() / (double)corpus.MaxExampleLength / copies[text]
            : 0)];
    }
}
