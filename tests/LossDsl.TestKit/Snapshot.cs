using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace LossDsl.TestKit;

/// <summary>Compares a text with an accepted snapshot next to the test.</summary>
/// <remarks>
/// The snapshot is <c>Class.Method.verified.cs</c>, as for the library Verify. On a mismatch, the new text is written beside it
/// as <c>.received.cs</c>: rename the file to accept it. The tests also compile against Verify (<c>-p:Snapshots=verify</c>),
/// so this method has the same name, parameters and result as Verify's.
/// </remarks>
public static class Snapshot
{
    /// <summary>Asserts that <paramref name="text"/> equals the snapshot; on failure, shows the difference.</summary>
    public static Task Verify(
        string text,
        string extension,
        [CallerFilePath] string file = "",
        [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) + "." + method);
        var verified = stem + ".verified." + extension;
        var received = stem + ".received." + extension;

        var actual = text.ReplaceLineEndings("\n");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (expected == actual)
        {
            File.Delete(received);
            return Task.CompletedTask;
        }

        File.WriteAllText(received, actual);
        throw new SnapshotMismatchException(verified, Difference(expected, actual));
    }

    private static string Difference(string expected, string actual)
    {
        const int Context = 3;
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines;
        var shown = new StringBuilder();
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = lines.Skip(Math.Max(0, i - Context)).Take(Context + 1 + Math.Min(i, Context));
            if (near.All(line => line.Type == ChangeType.Unchanged))
                continue;
            if (last >= 0 && i > last + 1)
                shown.Append("  ...\n");
            var sign = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            shown.Append(sign).Append(lines[i].Text).Append('\n');
            last = i;
        }

        return shown.ToString();
    }
}
