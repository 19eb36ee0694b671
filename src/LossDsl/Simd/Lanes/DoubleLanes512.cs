using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>A vector of eight float64, with <see cref="Math.Exp"/>'s accuracy in the exponential.</summary>
internal readonly unsafe struct DoubleLanes512 : IElements<Vector512<double>>, IArithmetic<Vector512<double>>, INaturalExponential<DoubleLanes512, Vector512<double>>
{
    public static int Size => sizeof(double);

    public static bool IsExact => true;

    public static int Count => Vector512<double>.Count;

    public static Vector512<double> Load(byte* p) => Vector512.Load((double*)p);

    public static void Store(byte* p, Vector512<double> v) => v.Store((double*)p);

    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    public static Vector512<double> Subtract(Vector512<double> a, Vector512<double> b) => a - b;

    public static Vector512<double> Multiply(Vector512<double> a, Vector512<double> b) => a * b;

    public static Vector512<double> Divide(Vector512<double> a, Vector512<double> b) => a / b;

    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    public static Vector512<double> Greater(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThan(a, b);

    public static Vector512<double> GreaterOrEqual(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThanOrEqual(a, b);

    public static Vector512<double> Equal(Vector512<double> a, Vector512<double> b) => Vector512.Equals(a, b);

    public static Vector512<double> NotEqual(Vector512<double> a, Vector512<double> b) => ~Vector512.Equals(a, b);

    public static Vector512<double> And(Vector512<double> a, Vector512<double> b) => a & b;

    public static Vector512<double> Or(Vector512<double> a, Vector512<double> b) => a | b;

    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> yes, Vector512<double> no) =>
        Vector512.ConditionalSelect(mask, yes, no);

    public static Vector512<double> ZeroWhere(Vector512<double> mask, Vector512<double> v) => Vector512.AndNot(v, mask);

    public static Vector512<double> Sqrt(Vector512<double> v) => Vector512.Sqrt(v);

    public static Vector512<double> Log(Vector512<double> v) => Vector512.Log(v);

    public static Vector512<double> Abs(Vector512<double> v) => Vector512.Abs(v);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector512<double> ClampMin(Vector512<double> v, Vector512<double> least) =>
        Avx512F.IsSupported ? Avx512F.Max(least, v) : Vector512.Max(v, least);

    public static Vector512<double> ClampMax(Vector512<double> v, Vector512<double> most) =>
        Avx512F.IsSupported ? Avx512F.Min(most, v) : Vector512.Min(v, most);

    public static Vector512<double> Max(Vector512<double> a, Vector512<double> b) => Vector512.MaxNative(a, b);

    public static bool AllTrue(Vector512<double> mask) => Vector512.ExtractMostSignificantBits(mask) == byte.MaxValue;

    public static double Sum(Vector512<double> v) => Vector512.Sum(v);

    public static double MaxElement(Vector512<double> v) => DoubleLanes256.MaxElement(Vector256.MaxNative(v.GetLower(), v.GetUpper()));

    public static Vector512<double> Exp(Vector512<double> x) => Vector512.Exp(x);

    public static DoubleLanes512 Create() => default;

    public Vector512<double> Evaluate(Vector512<double> x) => Exp(x);

    public Vector512<double> EvaluateNear(Vector512<double> x) => Exp(x);
}
