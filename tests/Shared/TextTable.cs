using Spectre.Console;
using Padding = Spectre.Console.Padding;

namespace LossDsl.Tools;

/// <summary>A table: with lines and color on a terminal, as aligned plain text elsewhere.</summary>
/// <param name="columns">The columns.</param>
internal sealed class TextTable(TextTable.Column[] columns)
{
    // Wider than any table, so that text in files is not wrapped.
    private const int UnlimitedWidth = 10_000;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per column.</param>
    public void Add(string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    /// <param name="output">Standard output, or any other writer.</param>
    public void Write(TextWriter output)
    {
        // mpirun connects ranks to a pseudo-terminal that nobody sees.
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !MpiWorld.IsLaunched)
            AnsiConsole.Write(Build(TableBorder.Rounded, title => $"[bold]{Markup.Escape(title)}[/]", new Padding(1, 0)));
        else
            WritePlain(output);
    }

    private void WritePlain(TextWriter output)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = UnlimitedWidth;
        console.Write(Build(TableBorder.None, Markup.Escape, new Padding(0, 0, 2, 0)));
        foreach (var line in text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            output.WriteLine(line.TrimEnd());
    }

    private Table Build(TableBorder border, Func<string, string> formatTitle, Padding padding)
    {
        var table = new Table().Border(border);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(formatTitle(column.Title))
            {
                Alignment = column.IsRight ? Justify.Right : Justify.Left,
                Padding = padding,
                NoWrap = true,
            });
        }

        foreach (var row in _rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    /// <summary>A column.</summary>
    /// <param name="Title">The heading.</param>
    /// <param name="IsRight">Whether the column is right-aligned, for numbers.</param>
    internal sealed record Column(string Title, bool IsRight)
    {
        public static Column Left(string title) => new(title, IsRight: false);

        public static Column Right(string title) => new(title, IsRight: true);
    }
}
