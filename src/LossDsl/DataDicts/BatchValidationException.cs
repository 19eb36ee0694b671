using System.Text;

namespace LossDsl;

/// <summary>A batch, or what came with it, does not fulfil its contract. Every violation is listed.</summary>
public sealed class BatchValidationException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="contract">The name of the contract.</param>
    /// <param name="violations">What is wrong, at least one.</param>
    /// <param name="dimensions">The length of each dimension and the tensor that set it, as one line; may be empty.</param>
    public BatchValidationException(string contract, IReadOnlyList<Violation> violations, string dimensions = "")
        : base(Format(contract, violations, dimensions)) => (DataDict, Violations) = (contract, violations);

    /// <summary>The name of the contract.</summary>
    public string DataDict { get; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    private static string Format(string contract, IReadOnlyList<Violation> violations, string dimensions)
    {
        var rows = dimensions.Length == 0 ? violations : [.. violations, new Violation("dimensions", dimensions)];
        var width = rows.Max(row => row.Key.Length) + 3;
        var text = new StringBuilder(contract).Append(" does not hold, ")
            .Append(violations.Count).Append(violations.Count == 1 ? " violation" : " violations");
        foreach (var row in rows)
            text.Append("\n  ").Append(row.Key.PadRight(width)).Append(row.Problem);
        return text.ToString();
    }
}
