using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>A benchmark case of one size.</summary>
/// <param name="Name">The name in tables and after <c>--case</c>.</param>
/// <param name="Weight">The duration of a round, relative to other cases. It determines the case's share of the time.</param>
/// <param name="Peer">The request that makes a Python peer prepare the case.</param>
/// <param name="Prepare">Creates the tensors.</param>
internal sealed record BenchCase(string Name, double Weight, JsonObject Peer, Func<PreparedCase> Prepare);
