namespace LossDsl;

/// <summary>Constants that torch's operators take.</summary>
/// <remarks>
/// TorchSharp passes the handle of a <see cref="Scalar"/> to native code without keeping the object alive. The garbage
/// collector may free a temporary one, as in <c>x * 2</c>, while torch reads it: a wrong number, or an error of a type that
/// nobody asked for. Constants are therefore held here, and a number that varies is held by
/// <c>using var number = value.ToScalar()</c>.
/// </remarks>
internal static class Scalars
{
    /// <summary>-1.</summary>
    public static readonly Scalar MinusOne = (-1).ToScalar();

    /// <summary>0.</summary>
    public static readonly Scalar Zero = 0.ToScalar();

    /// <summary>1.</summary>
    public static readonly Scalar One = 1.ToScalar();

    /// <summary>2.</summary>
    public static readonly Scalar Two = 2.ToScalar();

    /// <summary>Positive infinity.</summary>
    public static readonly Scalar Infinity = double.PositiveInfinity.ToScalar();

    /// <summary>What is added to a count before something is divided by it.</summary>
    public static readonly Scalar Epsilon = Masked.Epsilon.ToScalar();
}
