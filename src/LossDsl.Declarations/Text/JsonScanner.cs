using System;

namespace LossDsl;

/// <summary>The scanner of a JSON text, which skips white space and comments.</summary>
/// <param name="text">The text.</param>
internal sealed class JsonScanner(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The current character; 0 at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[_at];

    public bool IsAtEnd => _at >= text.Length;

    /// <summary>The current line and column, 1-based.</summary>
    public (int Line, int Column) Place => (_line, _at - _lineStart + 1);

    public JsonScanner Clone() => (JsonScanner)MemberwiseClone();

    /// <summary>Advances by one character.</summary>
    public void Step()
    {
        if (Current == '\n')
            (_line, _lineStart) = (_line + 1, _at + 1);
        _at++;
    }

    public void SkipSpace()
    {
        while (true)
        {
            if (Current is ' ' or '\t' or '\r' or '\n')
                Step();
            else if (StartsWith("//"))
                SkipLine();
            else if (StartsWith("/*"))
                SkipComment();
            else
                return;
        }
    }

    /// <summary>Consumes an expected character, or throws.</summary>
    public void Take(char character, string? expected = null)
    {
        if (IsAtEnd || Current != character)
            throw Unexpected(expected ?? $"'{character}'");
        Step();
    }

    /// <summary>Skips white space, and consumes a character if it is next.</summary>
    public bool TryTake(char character)
    {
        SkipSpace();
        if (IsAtEnd || Current != character)
            return false;
        Step();
        return true;
    }

    /// <summary>Consumes the letters, digits and signs of a literal.</summary>
    public string TakeWord()
    {
        var begin = _at;
        while (char.IsLetterOrDigit(Current) || Current is '+' or '-' or '.' or '_')
            Step();
        return text.Substring(begin, _at - begin);
    }

    public ConfigSyntaxException Unexpected(string expected)
    {
        var found = IsAtEnd ? "the end" : "'" + (Clone().TakeWord() is { Length: > 0 } word ? word : Current.ToString()) + "'";
        return SyntaxError($"is not JSON: expected {expected}, found {found}");
    }

    public ConfigSyntaxException SyntaxError(string problem) => new(problem, Place.Line, Place.Column);

    private bool StartsWith(string words) => string.CompareOrdinal(text, _at, words, 0, words.Length) == 0;

    private void SkipLine()
    {
        while (!IsAtEnd && Current is not ('\n' or '\r'))
            Step();
    }

    private void SkipTo(string words)
    {
        while (!IsAtEnd && !StartsWith(words))
            Step();
    }

    private void SkipComment()
    {
        var begin = Clone();
        Step();
        Step();
        SkipTo("*/");
        if (IsAtEnd)
            throw begin.SyntaxError("is not JSON: unterminated comment");
        Step();
        Step();
    }
}
