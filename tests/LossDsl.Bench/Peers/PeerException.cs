namespace LossDsl.Bench;

/// <summary>A peer did not do what it was asked to.</summary>
/// <param name="message">Why.</param>
internal sealed class PeerException(string message) : Exception(message);
