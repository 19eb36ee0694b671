using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>Source with marked diagnostics: <c>[|…|]</c> of the rule under test, <c>{|ID:…|}</c> of another rule.</summary>
internal sealed class Markup
{
    private static readonly Regex Sign = new(@"\[\||\|\]|\{\|(?<id>[A-Z]+\d+):|\|\}");

    private Markup(string source, List<(string? Id, TextSpan Span)> marks) => (Source, Marks) = (source, marks);

    /// <summary>The source without the markup.</summary>
    public string Source { get; }

    /// <summary>The marked spans, ordered by start. The id is null for the rule under test.</summary>
    public IReadOnlyList<(string? Id, TextSpan Span)> Marks { get; }

    /// <summary>Parses marked source.</summary>
    public static Markup Read(string marked)
    {
        var source = new StringBuilder();
        var open = new Stack<(string? Id, int Start)>();
        var marks = new List<(string? Id, TextSpan Span)>();
        var read = 0;
        foreach (Match sign in Sign.Matches(marked))
        {
            source.Append(marked, read, sign.Index - read);
            read = sign.Index + sign.Length;
            if (sign.Value is "|]" or "|}")
            {
                var (id, start) = open.Pop();
                marks.Add((id, TextSpan.FromBounds(start, source.Length)));
            }
            else
            {
                open.Push((sign.Groups["id"] is { Success: true, Value: var id } ? id : null, source.Length));
            }
        }

        Assert.Empty(open);
        source.Append(marked, read, marked.Length - read);
        return new Markup(source.ToString(), [.. marks.OrderBy(mark => mark.Span.Start)]);
    }
}
