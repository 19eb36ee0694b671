using LossDsl.Goldens.Files;
using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens;

/// <summary>A key of a case that nothing would read. To compute the case without it would answer another question.</summary>
/// <param name="Section">Where the key stands.</param>
/// <param name="Stage">When the reference would meet it.</param>
/// <param name="Message">Which key it is, of which case, and which keys there are.</param>
internal sealed record UnknownKey(GoldenNode Section, string Stage, string Message)
{
    private static readonly string[] Groups = ["vocab_parallel_rank", "vocab_parallel_group", "context_parallel_group"];

    /// <summary>The first one of a case of a loss; null where every key is known.</summary>
    public static UnknownKey? Find(GoldenCase golden, LossUnderTest loss) =>
        In(golden, "config", RaisedError.Construct, loss.Name, loss.ConfigKeys)
        ?? In(golden, "wrapper", RaisedError.Construct, loss.Name, loss.WrapperKeys)
        ?? In(golden, "call", RaisedError.Call, loss.Name, loss.CallKeys, Groups);

    /// <summary>The first one of a case of a function; null where every key is known.</summary>
    public static UnknownKey? Find(GoldenCase golden, FunctionUnderTest function) =>
        In(golden, "args", RaisedError.Call, function.Name, function.Tensors)
        ?? In(golden, "kwargs", RaisedError.Call, function.Name, function.Options);

    /// <summary>The exception that says it of the file.</summary>
    public UsageException ToUsageException() => Section.CreateException(Message);

    /// <summary>The refusal of a case that is to be refused.</summary>
    public RaisedError ToRaisedError() => new(Stage, nameof(UnknownKey), ToUsageException().Message);

    // Keys that are null say that the reference is called without them.
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
