using System.Text;

namespace LossDsl;

/// <summary>A batch, or a further input of a loss, does not satisfy its data dict. Every violation is listed.</summary>
public sealed class BatchValidationException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="dataDict">The name of the data dict.</param>
    /// <param name="violations">The violations, at least one.</param>
    /// <param name="dimensions">The length of each dimension and the tensor that determined it, as one line; may be empty.</param>
    public BatchValidationException(string dataDict, IReadOnlyList<Violation> violations, string dimensions = "")
        : base(Format(dataDict, violations, dimensions)) => (DataDict, Violations) = (dataDict, violations);

    /// <summary>The name of the data dict.</summary>
    public string DataDict { get; }

    /// <summary>The violations.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    private static string Format(string dataDict, IReadOnlyList<Violation> violations, string dimensions)
    {
        var rows = dimensions.Length == 0 ? violations : [.. violations, new Violation("dimensions", dimensions)];
        var width = rows.Max(row => row.Key.Length) + 3;
        var text = new StringBuilder("Batch does not satisfy ").Append(dataDict).Append(" (")
            .Append(violations.Count).Append(violations.Count == 1 ? " violation)" : " violations)");
        foreach (var row in rows)
            text.Append("\n  ").Append(row.Key.PadRight(width)).Append(row.Problem);
        return text.ToString();
    }
}
