using LossDsl.Tools;

namespace LossDsl.Bench.Tests;

public sealed class TextTableTests
{
    [Fact]
    public void Off_a_terminal_columns_are_aligned_with_spaces()
    {
        var table = new TextTable([TextTable.Column.Left("family"), TextTable.Column.Right("n"), TextTable.Column.Left("note")]);
        table.Add(["clipped_pg", "100", ""]);
        table.Add(["nll", "3", "[ok]"]);
        var output = new StringWriter { NewLine = "\n" };
        table.Write(output);
        Assert.Equal(
            """
            family        n  note
            clipped_pg  100
            nll           3  [ok]

            """,
            output.ToString());
    }
}
