using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>Something to measure, of one size.</summary>
/// <param name="Name">How it is called, in tables and after <c>--case</c>.</param>
/// <param name="Weight">How long a round of all contenders takes, beside other cases. Only a share of time follows from it.</param>
/// <param name="Peer">What a peer in Python is told to prepare.</param>
/// <param name="Prepare">Makes the tensors.</param>
internal sealed record BenchCase(string Name, double Weight, JsonObject Peer, Func<PreparedCase> Prepare);
