using System.Globalization;
using System.Text;

namespace LossDsl;

/// <summary>Parses JSON strings.</summary>
internal static class JsonStringParser
{
    public static string Parse(JsonScanner cursor)
    {
        var begin = cursor.Clone();
        var text = new StringBuilder();
        cursor.Take('"');
        while (cursor.Current != '"')
        {
            if (cursor.IsAtEnd || cursor.Current is '\n' or '\r')
                throw begin.SyntaxError("is not JSON: unterminated string");
            if (cursor.Current < ' ')
                throw cursor.SyntaxError("is not JSON: a string contains a control character; it must be escaped");
            text.Append(cursor.Current == '\\' ? Escaped(cursor) : cursor.Current);
            cursor.Step();
        }

        cursor.Step();
        return text.ToString();
    }

    // Ends at the last character of the escape sequence.
    private static char Escaped(JsonScanner cursor)
    {
        cursor.Step();
        return cursor.Current switch
        {
            '"' or '\\' or '/' => cursor.Current,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => Unit(cursor),
            _ => throw cursor.Unexpected("an escape"),
        };
    }

    private static char Unit(JsonScanner cursor)
    {
        var digits = "";
        while (digits.Length < 4)
        {
            cursor.Step();
            digits += cursor.Current;
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
                throw cursor.Unexpected("four hexadecimal digits");
        }

        return (char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
