namespace LossDsl;

/// <summary>
/// The loops over a segment of a row of capped logits. Each loop processes as many elements as fill whole vectors and returns
/// their number.
/// </summary>
internal unsafe interface ISoftcapLoops
{
    /// <summary>Whether the exponential supports a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>Applies the softcap in place.</summary>
    static abstract long ApplyInPlace(byte* x, long n, SoftcapCurve curve);

    /// <summary>
    /// <c>into = factor * exp(y - reference) * slope(y)</c> for capped logits <c>y</c>; the two may alias. All logits are
    /// at most 88 above the reference.
    /// </summary>
    static abstract long Gradient(byte* y, byte* into, long n, double reference, double factor, SoftcapCurve curve);

    /// <summary>
    /// <c>into = exp(y - reference) * (constant + slope * (y - center)) * slope(y)</c> of capped logits; the two may be
    /// the same memory. All logits are at most 88 above the reference.
    /// </summary>
    static abstract long GradientTimesLine(
        byte* y, byte* into, long n, double reference, double center, double constant, double slope, SoftcapCurve curve);
}
