using System.Text.Json;

namespace LossDsl.Goldens.Files;

/// <summary>A recorded case: a loss or function of the reference, its input, and its results.</summary>
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

    /// <summary>The JSON object of the case.</summary>
    public GoldenNode Root { get; }

    public string Name { get; }

    /// <summary>The family of the case; results are counted per family.</summary>
    public string Family { get; }

    /// <summary>The scenario that the case tests.</summary>
    public string Scenario { get; }

    /// <summary>The version of the reference: <c>seed</c> or <c>head</c>.</summary>
    public string Api { get; }

    /// <summary>How the case is run: <c>single</c>, <c>microbatches</c>, …</summary>
    public string Kind { get; }

    /// <summary>Whether the recorded result is arguably wrong.</summary>
    public bool IsQuirk { get; }

    /// <summary>The tensors that the reference derives from its input before the loss.</summary>
    public IEnumerable<string> Derived =>
        Root["inputs"].Find("intermediates") is { } derived ? [.. derived.Keys()] : Api == "head" ? ["next_token_logprobs"] : [];

    /// <summary>Parses a line.</summary>
    /// <param name="line">The JSON text.</param>
    /// <param name="place">The file and line number.</param>
    /// <exception cref="UsageException">The line is not JSON, or not a case.</exception>
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

    /// <summary>An additional argument of the call; null if there is none of that name.</summary>
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

    // Cuts line and position off the message, which has them already.
    private static string Reason(JsonException error) => error.Message.Split(" LineNumber:")[0].TrimEnd('.');
}
