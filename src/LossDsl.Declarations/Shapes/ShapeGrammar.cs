using System;
using System.Collections.Generic;

namespace LossDsl;

/// <summary>
/// The grammar of declared shapes. Dimensions are separated by spaces. Each is a name (<c>B</c>), an integer (<c>1</c>), a labelled
/// integer (<c>heads=4</c>), a multiple or offset of a name (<c>2*P</c>, <c>S-1</c>, <c>2*P+1</c>), or <c>_</c> for any
/// length. A leading <c>...</c> stands for any number of dimensions. The empty string is a scalar.
/// </summary>
internal static class ShapeGrammar
{
    /// <summary>A declared dimension: <c>Factor * Name + Offset</c>.</summary>
    /// <remarks>Without a name, <c>Offset</c> is the length; a negative length stands for <c>_</c>.</remarks>
    internal readonly struct Dimension
    {
        public static readonly Dimension Any = new(null, 0, -1);

        public Dimension(string? name, long factor, long offset, string? label = null) =>
            (Name, Factor, Offset, Label) = (name, factor, offset, label);

        /// <summary>The name; null for a fixed or free length.</summary>
        public string? Name { get; }

        /// <summary>The factor of the named length.</summary>
        public long Factor { get; }

        /// <summary>The offset of the named length, or the fixed length.</summary>
        public long Offset { get; }

        /// <summary>The label of a fixed length, for messages only.</summary>
        public string? Label { get; }

        /// <summary>Whether any length is accepted (<c>_</c>).</summary>
        public bool IsAny => Name is null && Offset < 0;

        /// <summary>Whether the dimension is a name without factor and offset, so that it equals the length of the name.</summary>
        public bool IsPlainName => Name is not null && Factor == 1 && Offset == 0;

        /// <summary>The dimension in the notation of the grammar.</summary>
        public override string ToString()
        {
            if (Name is null)
                return IsAny ? "_" : Label is null ? Offset.ToString() : $"{Label}={Offset}";
            var product = Factor == 1 ? Name : $"{Factor}*{Name}";
            return Offset == 0 ? product : Offset > 0 ? $"{product}+{Offset}" : $"{product}{Offset}";
        }
    }

    /// <summary>Parses a shape.</summary>
    /// <param name="text">The declared shape, such as <c>"B S"</c>.</param>
    /// <param name="anyLeading">Whether it starts with <c>...</c>.</param>
    /// <param name="dimensions">The other dimensions.</param>
    /// <param name="error">The syntax error as a phrase that follows the shape; null if there is none.</param>
    /// <returns>Whether the shape is well-formed.</returns>
    public static bool TryParse(
        string text, out bool anyLeading, out IReadOnlyList<Dimension> dimensions, out string? error)
    {
        var parsed = new List<Dimension>();
        (anyLeading, dimensions, error) = (false, parsed, null);
        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length && error is null; i++)
        {
            if (words[i] == "..." && i == 0)
                anyLeading = true;
            else if (words[i] == "...")
                error = "'...' is allowed only at the start";
            else if (TryParseDimension(words[i], out var dimension))
                parsed.Add(dimension);
            else
                error = $"'{words[i]}' is not a dimension; expected a name, an integer, 'heads=4', '2*P', 'S-1', '_', or a leading '...'";
        }

        return error is null;
    }

    private static bool TryParseDimension(string word, out Dimension dimension)
    {
        dimension = Dimension.Any;
        if (word == "_")
            return true;

        var at = 0;
        string? label = null;
        if (word.IndexOf('=') > 0 && (!TryReadName(word, ref at, out label) || word[at++] != '='))
            return false;
        var hasNumber = TryReadNumber(word, ref at, out var number);
        if (hasNumber && at == word.Length)
        {
            dimension = new Dimension(null, 0, number, label);
            return true;
        }

        if (label is not null)
            return false;

        if (hasNumber && (number == 0 || word[at++] != '*'))
            return false;
        if (!TryReadName(word, ref at, out var name))
            return false;

        long offset = 0;
        if (at < word.Length)
        {
            var sign = word[at] == '+' ? 1 : word[at] == '-' ? -1 : 0;
            at++;
            if (sign == 0 || !TryReadNumber(word, ref at, out offset) || at != word.Length)
                return false;
            offset *= sign;
        }

        dimension = new Dimension(name, hasNumber ? number : 1, offset);
        return true;
    }

    private static bool TryReadNumber(string word, ref int at, out long number)
    {
        var start = at;
        for (number = 0; at < word.Length && word[at] is >= '0' and <= '9'; at++)
        {
            if (number > int.MaxValue)
                return false;
            number = number * 10 + (word[at] - '0');
        }

        return at > start;
    }

    private static bool TryReadName(string word, ref int at, out string name)
    {
        var start = at;
        while (at < word.Length && (char.IsLetter(word[at]) || (at > start && (char.IsDigit(word[at]) || word[at] == '_'))))
            at++;
        name = word.Substring(start, at - start);
        return at > start;
    }
}
