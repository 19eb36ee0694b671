namespace LossDsl.Cli.Training;

/// <summary>The examples, split into training examples and a held-out fifth, which training sees only through rewards.</summary>
internal sealed class WordCorpus
{
    private const int HeldOutOneIn = 5;

    private readonly HashSet<string> _all;
    private readonly HashSet<string> _heldOut;

    /// <summary>Splits distinct examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="seed">The seed of the split.</param>
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

    public IReadOnlyList<string> TrainingExamples { get; }

    public int HeldOutCount => _heldOut.Count;

    /// <summary>The tokenizer for the characters of all examples.</summary>
    public CharTokenizer Tokenizer { get; }

    /// <summary>The number of characters of the longest example.</summary>
    public int MaxExampleLength { get; }

    /// <summary>The number of tokens of a row: the longest example and two boundaries.</summary>
    public int RowLength => MaxExampleLength + 2;

    public bool Contains(string text) => _all.Contains(text);

    public bool IsHeldOut(string text) => _heldOut.Contains(text);
}
