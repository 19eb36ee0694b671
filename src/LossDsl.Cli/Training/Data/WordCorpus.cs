namespace LossDsl.Cli.Training;

/// <summary>The examples: most are for training, a fifth is held out and never shown before it is rewarded.</summary>
internal sealed class WordCorpus
{
    private const int HeldOutOneIn = 5;

    private readonly HashSet<string> _all;
    private readonly HashSet<string> _heldOut;

    /// <summary>Splits distinct examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="seed">What decides the split.</param>
    public WordCorpus(IEnumerable<string> examples, int seed)
    {
        _all = [.. examples];
        var shuffled = _all.Order(StringComparer.Ordinal).ToArray();
        StepSeed.CreateRandom(seed, "split", 0).Shuffle(shuffled);

        var heldOut = shuffled.Length / HeldOutOneIn;
        _heldOut = [.. shuffled.AsSpan(0, heldOut)];
        TrainingExamples = shuffled[heldOut..];
        Tokenizer = CharTokenizer.FromExamples(_all);
        MaxExampleLength = _all.Max(example => example.EnumerateRunes().Count());
    }

    /// <summary>The examples to train on.</summary>
    public IReadOnlyList<string> TrainingExamples { get; }

    /// <summary>How many examples are held out.</summary>
    public int HeldOutCount => _heldOut.Count;

    /// <summary>The characters of all examples.</summary>
    public CharTokenizer Tokenizer { get; }

    /// <summary>The characters of the longest example.</summary>
    public int MaxExampleLength { get; }

    /// <summary>The tokens that a row holds: the longest example and a boundary at each end.</summary>
    public int RowLength => MaxExampleLength + 2;

    /// <summary>Whether a text is one of all examples.</summary>
    /// <param name="text">The text.</param>
    public bool Contains(string text) => _all.Contains(text);

    /// <summary>Whether a text is one of the held-out examples.</summary>
    /// <param name="text">The text.</param>
    public bool IsHeldOut(string text) => _heldOut.Contains(text);
}
