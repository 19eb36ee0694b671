using System.Globalization;
using System.Text;

namespace LossDsl;

/// <summary>Writes a string as a YAML scalar: plain if every version of YAML reads it as that string, else quoted.</summary>
internal static class YamlQuoting
{
    // Words that YAML 1.1, which many tools still use, reads as null or bool.
    private static readonly HashSet<string> Words =
        new(["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    public static string Quote(string text) => IsPlain(text) && !Words.Contains(text) ? text : Quoted(text);

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsAsciiLetter(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (IsPrintable(letter))
                quoted.Append(letter);
            else
                quoted.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }

    // Printable characters of YAML that are not line breaks. Valid strings contain surrogates in pairs only.
    private static bool IsPrintable(char letter) => letter
        is (>= ' ' and <= '~')
        or (>= '\u00A0' and <= '\u2027')
        or (>= '\u202A' and <= '\uFEFE')
        or (>= '\uFF00' and <= '\uFFFD');
}
