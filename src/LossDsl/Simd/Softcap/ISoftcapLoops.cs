namespace LossDsl;

/// <summary>
/// The loops over a stretch of a row whose logits are bounded. Each does as many elements as fill its vectors and returns
/// how many those are.
/// </summary>
internal unsafe interface ISoftcapLoops
{
    /// <summary>Whether the exponential computes with such a reference.</summary>
    static abstract bool Supports(double reference);

    /// <summary>Puts each logit on the curve.</summary>
    static abstract long ApplyInPlace(byte* x, long n, SoftcapCurve curve);

    /// <summary>
    /// <c>into = factor * exp(y - reference) * slope(y)</c> of logits on the curve; the two may be the same memory. No logit
    /// is above the reference by more than 88.
    /// </summary>
    static abstract long Gradient(byte* y, byte* into, long n, double reference, double factor, SoftcapCurve curve);

    /// <summary>
    /// <c>into = exp(y - reference) * (constant + slope * (y - center)) * slope(y)</c> of logits on the curve; the two may be
    /// the same memory. No logit is above the reference by more than 88.
    /// </summary>
    static abstract long GradientTimesLine(
        byte* y, byte* into, long n, double reference, double center, double constant, double slope, SoftcapCurve curve);
}
