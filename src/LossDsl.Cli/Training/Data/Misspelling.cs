using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Creates a misspelt example: one typo that does not give another example.</summary>
internal static class Misspelling
{
    // A typo in a short word often gives another word; after so many attempts the word is given up.
    private const int MaxAttempts = 32;

    /// <summary>A text that differs from an example by one typo, and is not an example itself, held out or not.</summary>
    /// <param name="example">The example.</param>
    /// <param name="corpus">All examples. The result is not longer than the longest of them, and has only their characters.</param>
    /// <param name="random">The random generator.</param>
    /// <returns>The misspelt text; null if no attempt succeeded.</returns>
    public static string? Create(string example, WordCorpus corpus, Random random)
    {
        Rune[] letters = [.. example.EnumerateRunes()];
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var twin = ApplyRandomEdit(letters, DrawLetter(corpus, random), random);
            if (twin.Length is 0 || twin.Length > corpus.MaxExampleLength)
                continue;
            var text = string.Concat(twin);
            if (!corpus.Contains(text))
                return text;
        }

        return null;
    }

    private static Rune[] ApplyRandomEdit(Rune[] letters, Rune letter, Random random)
    {
        var place = random.Next(letters.Length);
        return random.Next(4) switch
        {
            0 => Swap(letters, place),
            1 => [.. letters[..place], letter, .. letters[(place + 1)..]],
            2 => [.. letters[..place], letter, .. letters[place..]],
            _ => [.. letters[..place], .. letters[(place + 1)..]],
        };
    }

    // The last letter has no neighbour to be swapped with: then the text is unchanged, and the caller tries again.
    private static Rune[] Swap(Rune[] letters, int place) => place + 1 < letters.Length
        ? [.. letters[..place], letters[place + 1], letters[place], .. letters[(place + 2)..]]
        : letters;

    // Letters are drawn with their frequency in the examples, so that rare letters do not give the misspelt text away.
    private static Rune DrawLetter(WordCorpus corpus, Random random)
    {
        Rune[] letters = [.. corpus.TrainingExamples[random.Next(corpus.TrainingExamples.Count)].EnumerateRunes()];
        return letters[random.Next(letters.Length)];
    }
}
