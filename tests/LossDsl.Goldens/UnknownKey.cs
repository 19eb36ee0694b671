using LossDsl.Goldens.Files;
using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens;

/// <summary>A key of a case that nothing reads. Without the key, another computation would be compared.</summary>
/// <param name="Section">The section with the key.</param>
/// <param name="Stage">The stage in which the reference reads the section.</param>
/// <param name="Message">The key, and the known keys.</param>
internal sealed record UnknownKey(GoldenNode Section, string Stage, string Message)
{
    private static readonly string[] Groups = ["vocab_parallel_rank", "vocab_parallel_group", "context_parallel_group"];

    /// <summary>The first unknown key of a case of a loss; null if there is none.</summary>
    public static UnknownKey? Find(GoldenCase golden, LossUnderTest loss) =>
        In(golden, "config", RaisedError.Construct, loss.Name, loss.ConfigKeys)
        ?? In(golden, "wrapper", RaisedError.Construct, loss.Name, loss.WrapperKeys)
        ?? In(golden, "call", RaisedError.Call, loss.Name, loss.CallKeys, Groups);

    /// <summary>The first unknown key of a case of a function; null if there is none.</summary>
    public static UnknownKey? Find(GoldenCase golden, FunctionUnderTest function) =>
        In(golden, "args", RaisedError.Call, function.Name, function.Tensors)
        ?? In(golden, "kwargs", RaisedError.Call, function.Name, function.Options);

    /// <summary>The error as an exception about the file.</summary>
    public UsageException ToUsageException() => Section.CreateException(Message);

    /// <summary>The error as the result of a case that must be refused.</summary>
    public RaisedError ToRaisedError() => new(Stage, nameof(UnknownKey), ToUsageException().Message);

    // A null value means that the reference is called without the argument.
    private static UnknownKey? In(
        GoldenCase golden, string section, string stage, string owner, IReadOnlyList<string> known, params string[] groups)
    {
        if (golden.Root.Find(section) is not { } node)
            return null;
        foreach (var key in node.Keys().Except(known))
        {
            if (!groups.Contains(key))
                return new UnknownKey(node, stage, $"'{key}' of the case '{golden.Name}' is unknown; {owner} {Knows(known)}{Suggestion.For(key, known)}");
            if (node.Find(key) is not null)
                return new UnknownKey(node, stage, $"'{key}' of the case '{golden.Name}' is no argument that a file can give: only a case of the kind 'parallel' has groups, and {owner} {Knows(known)} here");
        }

        return null;
    }

    private static string Knows(IReadOnlyList<string> known) => known.Count > 0 ? $"knows {string.Join(", ", known)}" : "knows no key";
}
