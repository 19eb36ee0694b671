using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>A vector of four float64, with <see cref="Math.Exp"/>'s accuracy in the exponential.</summary>
internal readonly unsafe struct DoubleLanes256 : IElements<Vector256<double>>, IArithmetic<Vector256<double>>, INaturalExponential<DoubleLanes256, Vector256<double>>
{
    public static int Size => sizeof(double);

    public static bool IsExact => true;

    public static int Count => Vector256<double>.Count;

    public static Vector256<double> Load(byte* p) => Vector256.Load((double*)p);

    public static void Store(byte* p, Vector256<double> v) => v.Store((double*)p);

    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    public static Vector256<double> Subtract(Vector256<double> a, Vector256<double> b) => a - b;

    public static Vector256<double> Multiply(Vector256<double> a, Vector256<double> b) => a * b;

    public static Vector256<double> Divide(Vector256<double> a, Vector256<double> b) => a / b;

    public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    public static Vector256<double> Greater(Vector256<double> a, Vector256<double> b) => Vector256.GreaterThan(a, b);

    public static Vector256<double> GreaterOrEqual(Vector256<double> a, Vector256<double> b) => Vector256.GreaterThanOrEqual(a, b);

    public static Vector256<double> Equal(Vector256<double> a, Vector256<double> b) => Vector256.Equals(a, b);

    public static Vector256<double> NotEqual(Vector256<double> a, Vector256<double> b) => ~Vector256.Equals(a, b);

    public static Vector256<double> And(Vector256<double> a, Vector256<double> b) => a & b;

    public static Vector256<double> Or(Vector256<double> a, Vector256<double> b) => a | b;

    public static Vector256<double> Select(Vector256<double> mask, Vector256<double> yes, Vector256<double> no) =>
        Vector256.ConditionalSelect(mask, yes, no);

    public static Vector256<double> ZeroWhere(Vector256<double> mask, Vector256<double> v) => Vector256.AndNot(v, mask);

    public static Vector256<double> Sqrt(Vector256<double> v) => Vector256.Sqrt(v);

    public static Vector256<double> Log(Vector256<double> v) => Vector256.Log(v);

    public static Vector256<double> Abs(Vector256<double> v) => Vector256.Abs(v);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector256<double> ClampMin(Vector256<double> v, Vector256<double> least) =>
        Avx.IsSupported ? Avx.Max(least, v) : Vector256.Max(v, least);

    public static Vector256<double> ClampMax(Vector256<double> v, Vector256<double> most) =>
        Avx.IsSupported ? Avx.Min(most, v) : Vector256.Min(v, most);

    public static Vector256<double> Max(Vector256<double> a, Vector256<double> b) => Vector256.MaxNative(a, b);

    public static bool AllTrue(Vector256<double> mask) => Vector256.ExtractMostSignificantBits(mask) == 0b1111;

    public static double Sum(Vector256<double> v) => Vector256.Sum(v);

    public static double MaxElement(Vector256<double> v) => DoubleLanes128.MaxElement(Vector128.MaxNative(v.GetLower(), v.GetUpper()));

    public static Vector256<double> Exp(Vector256<double> x) => Vector256.Exp(x);

    public static DoubleLanes256 Create() => default;

    public Vector256<double> Evaluate(Vector256<double> x) => Exp(x);

    public Vector256<double> EvaluateNear(Vector256<double> x) => Exp(x);
}
