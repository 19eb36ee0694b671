using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>A vector of two float64, with <see cref="Math.Exp"/>'s accuracy in the exponential.</summary>
internal readonly unsafe struct DoubleLanes128 : IElements<Vector128<double>>, IArithmetic<Vector128<double>>, INaturalExponential<DoubleLanes128, Vector128<double>>
{
    public static int Size => sizeof(double);

    public static bool IsExact => true;

    public static int Count => Vector128<double>.Count;

    public static Vector128<double> Load(byte* p) => Vector128.Load((double*)p);

    public static void Store(byte* p, Vector128<double> v) => v.Store((double*)p);

    public static Vector128<double> Broadcast(double value) => Vector128.Create(value);

    public static Vector128<double> Add(Vector128<double> a, Vector128<double> b) => a + b;

    public static Vector128<double> Subtract(Vector128<double> a, Vector128<double> b) => a - b;

    public static Vector128<double> Multiply(Vector128<double> a, Vector128<double> b) => a * b;

    public static Vector128<double> Divide(Vector128<double> a, Vector128<double> b) => a / b;

    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        Vector128.MultiplyAddEstimate(a, b, c);

    public static Vector128<double> Greater(Vector128<double> a, Vector128<double> b) => Vector128.GreaterThan(a, b);

    public static Vector128<double> GreaterOrEqual(Vector128<double> a, Vector128<double> b) => Vector128.GreaterThanOrEqual(a, b);

    public static Vector128<double> Equal(Vector128<double> a, Vector128<double> b) => Vector128.Equals(a, b);

    public static Vector128<double> NotEqual(Vector128<double> a, Vector128<double> b) => ~Vector128.Equals(a, b);

    public static Vector128<double> And(Vector128<double> a, Vector128<double> b) => a & b;

    public static Vector128<double> Or(Vector128<double> a, Vector128<double> b) => a | b;

    public static Vector128<double> Select(Vector128<double> mask, Vector128<double> yes, Vector128<double> no) =>
        Vector128.ConditionalSelect(mask, yes, no);

    public static Vector128<double> ZeroWhere(Vector128<double> mask, Vector128<double> v) => Vector128.AndNot(v, mask);

    public static Vector128<double> Sqrt(Vector128<double> v) => Vector128.Sqrt(v);

    public static Vector128<double> Log(Vector128<double> v) => Vector128.Log(v);

    public static Vector128<double> Abs(Vector128<double> v) => Vector128.Abs(v);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector128<double> ClampMin(Vector128<double> v, Vector128<double> least) =>
        Sse2.IsSupported ? Sse2.Max(least, v) : Vector128.Max(v, least);

    public static Vector128<double> ClampMax(Vector128<double> v, Vector128<double> most) =>
        Sse2.IsSupported ? Sse2.Min(most, v) : Vector128.Min(v, most);

    public static Vector128<double> Max(Vector128<double> a, Vector128<double> b) => Vector128.MaxNative(a, b);

    public static bool AllTrue(Vector128<double> mask) => Vector128.ExtractMostSignificantBits(mask) == 0b11;

    public static double Sum(Vector128<double> v) => Vector128.Sum(v);

    public static double MaxElement(Vector128<double> v) => Math.Max(v[0], v[1]);

    public static Vector128<double> Exp(Vector128<double> x) => Vector128.Exp(x);

    public static DoubleLanes128 Create() => default;

    public Vector128<double> Evaluate(Vector128<double> x) => Exp(x);

    public Vector128<double> EvaluateNear(Vector128<double> x) => Exp(x);
}
