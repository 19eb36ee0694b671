using Spectre.Console;

namespace LossDsl.Tools;

/// <summary>A table: with lines and colour on a terminal, as plain aligned text wherever else it goes.</summary>
/// <param name="columns">The columns.</param>
internal sealed class TextTable(TextTable.Column[] columns)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text a column.</param>
    public void Add(string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    /// <param name="output">Standard output, or any other writer.</param>
    public void Write(TextWriter output)
    {
        // mpirun gives ranks a terminal of its own, which nobody sees.
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !MpiWorld.IsLaunched)
            WriteBordered();
        else
            WritePlain(output);
    }

    private void WriteBordered()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column.Title)}[/]")
            {
                Alignment = column.IsRight ? Justify.Right : Justify.Left,
            });
        }

        foreach (var row in _rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private void WritePlain(TextWriter output)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Title.Length).Max()).ToArray();
        foreach (var row in _rows.Prepend([.. columns.Select(column => column.Title)]))
        {
            var cells = row.Select((cell, i) => columns[i].IsRight ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }

    /// <summary>A column.</summary>
    /// <param name="Title">What stands above it.</param>
    /// <param name="IsRight">Whether it is aligned to the right, as numbers are.</param>
    internal sealed record Column(string Title, bool IsRight)
    {
        public static Column Left(string title) => new(title, IsRight: false);

        public static Column Right(string title) => new(title, IsRight: true);
    }
}
