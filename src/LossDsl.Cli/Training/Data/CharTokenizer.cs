using System.Text;

namespace LossDsl.Cli.Training;

/// <summary>One token a character. Token 0 stands around every example: it begins it, ends it and fills what is left.</summary>
internal sealed class CharTokenizer
{
    /// <summary>The token before and after every example.</summary>
    public const long Boundary = 0;

    private readonly Rune[] _alphabet;
    private readonly Dictionary<Rune, long> _ids;

    private CharTokenizer(Rune[] alphabet)
    {
        _alphabet = alphabet;
        _ids = alphabet.Select((rune, i) => KeyValuePair.Create(rune, i + 1L)).ToDictionary();
    }

    /// <summary>The number of tokens, the boundary included.</summary>
    public int VocabularySize => _alphabet.Length + 1;

    /// <summary>The tokenizer of all characters of some examples, in the order of their code points.</summary>
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

    /// <summary>Writes boundary, characters and boundary; what is left of the row is filled with boundaries.</summary>
    /// <param name="example">The example.</param>
    /// <param name="row">Room for the tokens.</param>
    /// <returns>How many characters the example has.</returns>
    public int Encode(string example, Span<long> row)
    {
        row.Fill(Boundary);
        var count = 0;
        foreach (var rune in example.EnumerateRunes())
            row[++count] = _ids[rune];
        return count;
    }

    /// <summary>The text between the leading boundary and the next one.</summary>
    /// <param name="row">The tokens, with the leading boundary.</param>
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
