namespace LossDsl.Bench;

/// <summary>One run of one contender.</summary>
/// <param name="Milliseconds">How long it took, results freed.</param>
/// <param name="PeakExtraBytes">What it held at its peak beyond what it had before; null where nobody looked or knows.</param>
internal readonly record struct Measurement(double Milliseconds, long? PeakExtraBytes);
