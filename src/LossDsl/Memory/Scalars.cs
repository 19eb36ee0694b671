namespace LossDsl;

/// <summary>Constants for torch operators.</summary>
/// <remarks>
/// TorchSharp passes the handle of a <see cref="Scalar"/> to native code without keeping the object alive. The garbage collector may free a
/// temporary one, as in <c>x * 2</c>, while torch reads it: the result is a wrong number, or an error about an unexpected type. Constants
/// are therefore kept here, and a variable number is kept alive by <c>using var number = value.ToScalar()</c>.
/// </remarks>
internal static class Scalars
{
    public static readonly Scalar MinusOne = (-1).ToScalar();

    public static readonly Scalar Zero = 0.ToScalar();

    public static readonly Scalar One = 1.ToScalar();

    public static readonly Scalar Two = 2.ToScalar();

    public static readonly Scalar Infinity = double.PositiveInfinity.ToScalar();

    /// <summary>Added to a count before it is used as a denominator.</summary>
    public static readonly Scalar Epsilon = Masked.Epsilon.ToScalar();
}
