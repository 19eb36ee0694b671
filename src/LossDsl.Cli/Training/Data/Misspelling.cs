using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Spells an example wrong: one slip of the hand, after which it is no example any more.</summary>
internal static class Misspelling
{
    // A short word may have many neighbours that are words themselves; one that has no others is given up.
    private const int MaxAttempts = 32;

    /// <summary>A text that differs from an example by one slip, and is not an example itself, held out or not.</summary>
    /// <param name="example">The example.</param>
    /// <param name="corpus">All examples. A twin is no longer than the longest of them, and has their characters.</param>
    /// <param name="random">What draws the slip.</param>
    /// <returns>The twin; null where every slip that was tried gave an example again, or nothing.</returns>
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

    // The last letter has no neighbour to change places with: then nothing happens, and another slip is tried.
    private static Rune[] Swap(Rune[] letters, int place) => place + 1 < letters.Length
        ? [.. letters[..place], letters[place + 1], letters[place], .. letters[(place + 2)..]]
        : letters;

    // As frequent as letters are in the examples: a twin must not be told by a letter that hardly ever occurs.
    private static Rune DrawLetter(WordCorpus corpus, Random random)
    {
        Rune[] letters = [.. corpus.TrainingExamples[random.Next(corpus.TrainingExamples.Count)].EnumerateRunes()];
        return letters[random.Next(letters.Length)];
    }
}
