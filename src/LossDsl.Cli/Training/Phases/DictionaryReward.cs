namespace LossDsl.Cli.Training;

/// <summary>Rewards what is in the dictionary, longer words more, and what nobody else wrote most.</summary>
/// <remarks>
/// <code>
/// reward = in dictionary ? (characters / characters of the longest example) / copies in the rollout : 0
/// </code>
/// Without the first factor the shortest words would be the safest to write, without the second a few of them would do
/// for ever: copies share one reward, so a model that repeats itself earns less the more it does.
/// </remarks>
internal static class DictionaryReward
{
    /// <summary>The reward of each text of a rollout.</summary>
    /// <param name="texts">The texts; null where a row did not end.</param>
    /// <param name="corpus">The dictionary, with what is held out.</param>
    public static double[] Compute(IReadOnlyList<string?> texts, WordCorpus corpus)
    {
        var copies = texts.OfType<string>().CountBy(text => text).ToDictionary();
        return [.. texts.Select(text => text is not null && corpus.Contains(text)
            ? text.EnumerateRunes().Count() / (double)corpus.MaxExampleLength / copies[text]
            : 0)];
    }
}
