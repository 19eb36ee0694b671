using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>Parses JSON (RFC 8259). Comments and trailing commas are allowed.</summary>
/// <remarks>Made for precise errors in handwritten files: positions are in characters, and duplicate keys are kept.</remarks>
internal sealed class JsonConfigParser
{
    private readonly JsonScanner _cursor;
    private int _depth;

    private JsonConfigParser(string json) => _cursor = new JsonScanner(json.TrimStart(ConfigDocument.ByteOrderMark));

    public static ConfigDocument Parse(string json)
    {
        try
        {
            return new ConfigDocument(new JsonConfigParser(json).Root());
        }
        catch (ConfigSyntaxException e)
        {
            return e.Error;
        }
    }

    private ConfigMap Root()
    {
        _cursor.SkipSpace();
        if (_cursor.Current != '{')
            throw _cursor.SyntaxError("must be a JSON object");
        _depth++;
        var root = Map();
        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? root : throw _cursor.Unexpected("the end");
    }

    private object? Value()
    {
        if (_cursor.Current is '{' or '[' && ++_depth > ConfigDocument.MaxDepth)
            throw _cursor.SyntaxError($"nests deeper than {ConfigDocument.MaxDepth} levels");
        switch (_cursor.Current)
        {
            case '{':
                var map = Map();
                _depth--;
                return map;
            case '[':
                var list = List();
                _depth--;
                return list;
            case '"':
                return JsonStringParser.Parse(_cursor);
            default:
                return Word();
        }
    }

    private ConfigMap Map()
    {
        var (line, column) = _cursor.Place;
        var map = new ConfigMap(line, column);
        _cursor.Take('{');
        while (!_cursor.TryTake('}'))
        {
            (line, column) = _cursor.Place;
            if (_cursor.Current != '"')
                throw _cursor.Unexpected("a key in quotes");
            var key = JsonStringParser.Parse(_cursor);
            _cursor.SkipSpace();
            _cursor.Take(':');
            _cursor.SkipSpace();
            map.Add(key, Value(), line, column);
            EndItem('}');
        }

        return map;
    }

    private UnsupportedValue List()
    {
        var items = new List<object?>();
        _cursor.Take('[');
        while (!_cursor.TryTake(']'))
        {
            items.Add(Value());
            EndItem(']');
        }

        return UnsupportedValue.List(items);
    }

    private void EndItem(char close)
    {
        _cursor.SkipSpace();
        if (_cursor.Current != close)
            _cursor.Take(',', $"',' or '{close}'");
        _cursor.SkipSpace();
    }

    private object? Word()
    {
        var before = _cursor.Clone();
        return _cursor.TakeWord() switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            var word => Number(word) ?? throw before.Unexpected("a value"),
        };
    }

    private static object? Number(string word)
    {
        var rest = word.StartsWith("-", StringComparison.Ordinal) ? word.Substring(1) : word;
        var whole = rest.TakeWhile(IsDigit).Count();
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
            return null;
        if (whole == rest.Length && long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        if (!IsFraction(rest.Substring(whole)) || !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return null;
        return whole == rest.Length || double.IsInfinity(real) ? new OutOfRangeNumber(word, real) : real;
    }

    // The rest of a number after its integer part: empty, .5, e-3, .5E+3
    private static bool IsFraction(string text)
    {
        var parts = text.Split(new[] { 'e', 'E' }, 2);
        var exponent = parts.Length == 1 ? "0" : parts[1];
        var digits = exponent.StartsWith("+", StringComparison.Ordinal) || exponent.StartsWith("-", StringComparison.Ordinal)
            ? exponent.Substring(1)
            : exponent;
        return digits.Length > 0 && digits.All(IsDigit)
            && (parts[0].Length == 0 || (parts[0].Length > 1 && parts[0][0] == '.' && parts[0].Skip(1).All(IsDigit)));
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
