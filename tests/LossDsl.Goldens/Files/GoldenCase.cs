using System.Text.Json;

namespace LossDsl.Goldens.Files;

/// <summary>One recorded case: a loss or function of the reference, its input, and what the reference gave.</summary>
internal sealed class GoldenCase : IDisposable
{
    private readonly JsonDocument _document;

    private GoldenCase(JsonDocument document, string place)
    {
        _document = document;
        Root = new GoldenNode(document.RootElement, place);
        Name = Root["name"].String();
        Family = Root["family"].String();
        Scenario = Root["scenario"].String();
        Api = Root["api"].String();
        Kind = Root["kind"].String();
        IsQuirk = Root.Find("quirk") is not null;
    }

    /// <summary>The whole line.</summary>
    public GoldenNode Root { get; }

    /// <summary>The unique name.</summary>
    public string Name { get; }

    /// <summary>What the case belongs to; results are counted by it.</summary>
    public string Family { get; }

    /// <summary>What the case tries.</summary>
    public string Scenario { get; }

    /// <summary>The state of the reference: <c>seed</c> or <c>head</c>.</summary>
    public string Api { get; }

    /// <summary>What is to be done with it: <c>single</c>, <c>microbatches</c>, …</summary>
    public string Kind { get; }

    /// <summary>Whether what the reference gave is arguably wrong.</summary>
    public bool IsQuirk { get; }

    /// <summary>Names of tensors that the reference derives from its input before the loss.</summary>
    public IEnumerable<string> Derived =>
        Root["inputs"].Find("intermediates") is { } derived ? [.. derived.Keys()] : Api == "head" ? ["next_token_logprobs"] : [];

    /// <summary>Reads a line.</summary>
    /// <param name="line">The JSON text.</param>
    /// <param name="place">Its file and line number.</param>
    /// <exception cref="UsageException">It is not JSON, or not a case.</exception>
    public static GoldenCase Parse(string line, string place)
    {
        var document = Json(line, place);
        try
        {
            return new GoldenCase(document, place);
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>An extra argument of the call; nothing where it has none of that name.</summary>
    public GoldenNode? FindCallArgument(string name) => Root.Find("call")?.Find(name);

    public void Dispose() => _document.Dispose();

    private static JsonDocument Json(string line, string place)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException error)
        {
            throw new UsageException($"{place}: not JSON, column {error.BytePositionInLine + 1}: {Reason(error)}", error);
        }
    }

    // The message goes on with line and position, which are said in their place already.
    private static string Reason(JsonException error) => error.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
