using System.Text.Json;
using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The connection to a peer. Requests and responses are JSON objects, one per line.</summary>
/// <param name="requests">Receives requests.</param>
/// <param name="answers">Gives responses.</param>
internal sealed class PeerConnection(TextWriter requests, TextReader answers)
{
    /// <summary>Sends a request and waits for the response.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="PeerException">The peer has exited, or responds with an error.</exception>
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

    /// <summary>Waits for a response.</summary>
    /// <exception cref="PeerException">The peer has exited, or responds with an error.</exception>
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
