namespace LossDsl.Bench;

/// <summary>A peer failed to handle a request.</summary>
/// <param name="message">The reason.</param>
internal sealed class PeerException(string message) : Exception(message);
