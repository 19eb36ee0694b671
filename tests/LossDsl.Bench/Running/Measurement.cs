namespace LossDsl.Bench;

/// <summary>One run of a contender.</summary>
/// <param name="Milliseconds">The duration, including freeing the results.</param>
/// <param name="PeakExtraBytes">The peak of additional memory; null if not measured or unknown.</param>
internal readonly record struct Measurement(double Milliseconds, long? PeakExtraBytes);
