using System.Text;

namespace LossDsl.Generators.Source;

/// <summary>Builds source from raw-string templates: indents every line, and ends every line with <c>\n</c>.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one or more lines at the current indentation.</summary>
    public void Write(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (trimmed.Length > 0)
                _text.Append(' ', 4 * _depth).Append(trimmed);
            _text.Append('\n');
        }
    }

    public void WriteLine() => Write("");

    /// <summary>Opens a block; disposing the result closes it.</summary>
    /// <param name="header">The lines before the opening brace.</param>
    /// <param name="closing">The closing brace and what follows it.</param>
    public Block Open(string header, string closing = "}")
    {
        Write(header);
        Write(closing[0] == '}' ? "{" : "[");
        _depth++;
        return new Block(this, closing);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Block(SourceWriter writer, string closing) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Write(closing);
        }
    }
}
