using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>Encodes text with one token per character. Token 0 marks the begin and end of an example and pads rows.</summary>
internal sealed class CharTokenizer
{
    /// <summary>The boundary token: before and after every example.</summary>
    public const long Boundary = 0;

    private readonly Rune[] _alphabet;
    private readonly Dictionary<Rune, long> _ids;

    private CharTokenizer(Rune[] alphabet)
    {
        _alphabet = alphabet;
        _ids = alphabet.Select((rune, i) => KeyValuePair.Create(rune, i + 1L)).ToDictionary();
    }

    /// <summary>The number of tokens, including the boundary.</summary>
    public int VocabularySize => _alphabet.Length + 1;

    /// <summary>The tokenizer for all characters of some examples, ordered by code point.</summary>
    /// <param name="examples">The examples.</param>
    public static CharTokenizer FromExamples(IEnumerable<string> examples)
    {
        var alphabet = new SortedSet<Rune>();
        foreach (var example in examples)
        {
            foreach (var rune in example.EnumerateRunes())
                alphabet.Add(rune);
        }

        return new CharTokenizer([.. alphabet]);
    }

    /// <summary>Writes a boundary, the characters and a boundary, and fills the rest of the row with boundaries.</summary>
    /// <param name="example">The example.</param>
    /// <param name="row">Receives the tokens.</param>
    /// <returns>The number of characters of the example.</returns>
    public int Encode(string example, Span<long> row)
    {
        row.Fill(Boundary);
        var count = 0;
        foreach (var rune in example.EnumerateRunes())
            row[++count] = _ids[rune];
        return count;
    }

    /// <summary>The text between the leading boundary and the next one.</summary>
    /// <param name="row">The tokens, including the leading boundary.</param>
    public string Decode(ReadOnlySpan<long> row)
    {
        var text = new StringBuilder();
        foreach (var id in row[1..])
        {
            if (id == Boundary)
                break;
            text.Append(_alphabet[id - 1]);
        }

        return text.ToString();
    }
}
