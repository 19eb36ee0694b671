using System;

namespace LossDsl;

/// <summary>A place in a JSON text, with what is between words: spaces and comments.</summary>
/// <param name="text">The text.</param>
internal sealed class JsonScanner(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The character here; 0 at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[_at];

    public bool IsAtEnd => _at >= text.Length;

    /// <summary>Line and column, from 1.</summary>
    public (int Line, int Column) Place => (_line, _at - _lineStart + 1);

    public JsonScanner Clone() => (JsonScanner)MemberwiseClone();

    /// <summary>Goes on by one character.</summary>
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

    /// <summary>Takes a character that must be here.</summary>
    public void Take(char character, string? expected = null)
    {
        if (IsAtEnd || Current != character)
            throw Unexpected(expected ?? $"'{character}'");
        Step();
    }

    /// <summary>Takes a character, after space, if it is here.</summary>
    public bool TryTake(char character)
    {
        SkipSpace();
        if (IsAtEnd || Current != character)
            return false;
        Step();
        return true;
    }

    /// <summary>Takes what letters, digits and signs are here.</summary>
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
            throw begin.SyntaxError("is not JSON: a comment does not end");
        Step();
        Step();
    }
}
