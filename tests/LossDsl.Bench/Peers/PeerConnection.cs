using System.Text.Json;
using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>Talks with a peer: a request is a line of JSON, and so is its answer.</summary>
/// <param name="requests">Where requests go.</param>
/// <param name="answers">Where answers come from.</param>
internal sealed class PeerConnection(TextWriter requests, TextReader answers)
{
    /// <summary>Asks for something.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="PeerException">The peer has ended, or says that it cannot.</exception>
    public JsonObject SendRequest(JsonObject request)
    {
        try
        {
            requests.Write(request.ToJsonString() + "\n");
            requests.Flush();
            return ReadResponse();
        }
        catch (IOException)
        {
            throw new PeerException("it has ended");
        }
    }

    /// <summary>Waits for what the peer says.</summary>
    /// <exception cref="PeerException">The peer has ended, or says that it cannot.</exception>
    public JsonObject ReadResponse()
    {
        var line = answers.ReadLine() ?? throw new PeerException("it has ended");
        JsonObject answer;
        try
        {
            answer = JsonNode.Parse(line) as JsonObject ?? throw new PeerException($"it said '{line}'");
        }
        catch (JsonException)
        {
            throw new PeerException($"it said '{line}'");
        }

        return answer["error"] is { } error ? throw new PeerException(ErrorReport.OneLine((string)error!)) : answer;
    }
}
