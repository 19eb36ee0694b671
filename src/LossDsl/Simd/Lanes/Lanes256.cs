using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>A vector of eight float32: AVX2.</summary>
internal readonly unsafe struct Lanes256 : IVectorLanes<Vector256<float>, Vector256<uint>>
{
    public static int Count => Vector256<float>.Count;

    public static Vector256<float> Broadcast(double value) => Vector256.Create((float)value);

    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    public static Vector256<float> Greater(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThan(a, b);

    public static Vector256<float> GreaterOrEqual(Vector256<float> a, Vector256<float> b) => Vector256.GreaterThanOrEqual(a, b);

    public static Vector256<float> Equal(Vector256<float> a, Vector256<float> b) => Vector256.Equals(a, b);

    public static Vector256<float> NotEqual(Vector256<float> a, Vector256<float> b) =>
        Avx.IsSupported ? Avx.CompareNotEqual(a, b) : ~Vector256.Equals(a, b);

    public static Vector256<float> And(Vector256<float> a, Vector256<float> b) => a & b;

    public static Vector256<float> Or(Vector256<float> a, Vector256<float> b) => a | b;

    // One instruction instead of three; it reads only the highest bit of each mask lane.
    public static Vector256<float> Select(Vector256<float> mask, Vector256<float> yes, Vector256<float> no) =>
        Avx.IsSupported ? Avx.BlendVariable(no, yes, mask) : Vector256.ConditionalSelect(mask, yes, no);

    public static Vector256<float> ZeroWhere(Vector256<float> mask, Vector256<float> v) => Vector256.AndNot(v, mask);

    public static Vector256<float> Sqrt(Vector256<float> v) => Vector256.Sqrt(v);

    public static Vector256<float> Log(Vector256<float> v) => Vector256.Log(v);

    public static Vector256<float> Abs(Vector256<float> v) => Vector256.Abs(v);

    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Vector256.MaxNative(a, b);

    public static bool AllTrue(Vector256<float> mask) => Vector256.ExtractMostSignificantBits(mask) == byte.MaxValue;

    public static double Sum(Vector256<float> v) => Vector256.Sum(v);

    public static double MaxElement(Vector256<float> v) => Lanes128.MaxElement(Vector128.MaxNative(v.GetLower(), v.GetUpper()));

    public static Vector256<float> Load(float* p) => Vector256.Load(p);

    public static void Store(float* p, Vector256<float> v) => v.Store(p);

    public static bool IsFused => Lanes128.IsFused;

    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector256<float> ClampMin(Vector256<float> v, Vector256<float> least) =>
        Avx.IsSupported ? Avx.Max(least, v) : Vector256.Max(v, least);

    public static Vector256<float> ClampMax(Vector256<float> v, Vector256<float> most) =>
        Avx.IsSupported ? Avx.Min(most, v) : Vector256.Min(v, most);

    // Four entries per 128-bit half: without AVX-512, a lookup among eight entries crosses the halves, which is slower.
    public static Vector256<float> Table(ReadOnlySpan<float> entries) => Vector256.Create(Lanes128.Table(entries), Lanes128.Table(entries));

    public static Vector256<float> Lookup(Vector256<float> table, Vector256<uint> indices) => Avx.IsSupported
        ? Avx.PermuteVar(table, indices.AsInt32())
        : Vector256.Create(Lanes128.Lookup(table.GetLower(), indices.GetLower()), Lanes128.Lookup(table.GetUpper(), indices.GetUpper()));

    public static Vector256<uint> AsBits(Vector256<float> v) => v.AsUInt32();

    public static Vector256<float> AsFloats(Vector256<uint> u) => u.AsSingle();

    public static Vector256<uint> Bits(uint word) => Vector256.Create(word);

    public static Vector256<uint> Add(Vector256<uint> a, Vector256<uint> b) => a + b;

    public static Vector256<uint> Subtract(Vector256<uint> a, Vector256<uint> b) => a - b;

    public static Vector256<uint> And(Vector256<uint> a, Vector256<uint> b) => a & b;

    public static Vector256<uint> Or(Vector256<uint> a, Vector256<uint> b) => a | b;

    public static Vector256<uint> ShiftLeft(Vector256<uint> u, int by) => u << by;

    public static Vector256<uint> ShiftRight(Vector256<uint> u, int by) => u >>> by;

    public static Vector256<uint> SelectGreater(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> yes, Vector256<uint> no) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a.AsInt32(), b.AsInt32()).AsUInt32(), yes, no);
}
