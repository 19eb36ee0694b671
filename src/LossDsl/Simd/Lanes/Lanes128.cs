using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>A vector of four float32: every x64 and Arm64 processor.</summary>
internal readonly unsafe struct Lanes128 : IVectorLanes<Vector128<float>, Vector128<uint>>
{
    public static int Count => Vector128<float>.Count;

    public static Vector128<float> Broadcast(double value) => Vector128.Create((float)value);

    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    public static Vector128<float> Greater(Vector128<float> a, Vector128<float> b) => Vector128.GreaterThan(a, b);

    public static Vector128<float> GreaterOrEqual(Vector128<float> a, Vector128<float> b) => Vector128.GreaterThanOrEqual(a, b);

    public static Vector128<float> Equal(Vector128<float> a, Vector128<float> b) => Vector128.Equals(a, b);

    public static Vector128<float> NotEqual(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.CompareNotEqual(a, b) : ~Vector128.Equals(a, b);

    public static Vector128<float> And(Vector128<float> a, Vector128<float> b) => a & b;

    public static Vector128<float> Or(Vector128<float> a, Vector128<float> b) => a | b;

    // One instruction instead of three; it reads only the highest bit of each mask lane.
    public static Vector128<float> Select(Vector128<float> mask, Vector128<float> yes, Vector128<float> no) =>
        Sse41.IsSupported ? Sse41.BlendVariable(no, yes, mask) : Vector128.ConditionalSelect(mask, yes, no);

    public static Vector128<float> ZeroWhere(Vector128<float> mask, Vector128<float> v) => Vector128.AndNot(v, mask);

    public static Vector128<float> Sqrt(Vector128<float> v) => Vector128.Sqrt(v);

    public static Vector128<float> Log(Vector128<float> v) => Vector128.Log(v);

    public static Vector128<float> Abs(Vector128<float> v) => Vector128.Abs(v);

    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Vector128.MaxNative(a, b);

    public static bool AllTrue(Vector128<float> mask) => Vector128.ExtractMostSignificantBits(mask) == 0b1111;

    public static double Sum(Vector128<float> v) => Vector128.Sum(v);

    public static double MaxElement(Vector128<float> v) => Math.Max(Math.Max(v[0], v[1]), Math.Max(v[2], v[3]));

    public static Vector128<float> Load(float* p) => Vector128.Load(p);

    public static void Store(float* p, Vector128<float> v) => v.Store(p);

    public static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.MultiplyAddEstimate(a, b, c);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector128<float> ClampMin(Vector128<float> v, Vector128<float> least) =>
        Sse.IsSupported ? Sse.Max(least, v) : Vector128.Max(v, least);

    public static Vector128<float> ClampMax(Vector128<float> v, Vector128<float> most) =>
        Sse.IsSupported ? Sse.Min(most, v) : Vector128.Min(v, most);

    public static Vector128<float> Table(ReadOnlySpan<float> entries) => Vector128.Create(entries);

    public static Vector128<float> Lookup(Vector128<float> table, Vector128<uint> indices) =>
        Avx.IsSupported ? Avx.PermuteVar(table, indices.AsInt32()) : Vector128.Shuffle(table, indices.AsInt32() & Vector128.Create(3));

    public static Vector128<uint> AsBits(Vector128<float> v) => v.AsUInt32();

    public static Vector128<float> AsFloats(Vector128<uint> u) => u.AsSingle();

    public static Vector128<uint> Bits(uint word) => Vector128.Create(word);

    public static Vector128<uint> Add(Vector128<uint> a, Vector128<uint> b) => a + b;

    public static Vector128<uint> Subtract(Vector128<uint> a, Vector128<uint> b) => a - b;

    public static Vector128<uint> And(Vector128<uint> a, Vector128<uint> b) => a & b;

    public static Vector128<uint> Or(Vector128<uint> a, Vector128<uint> b) => a | b;

    public static Vector128<uint> ShiftLeft(Vector128<uint> u, int by) => u << by;

    public static Vector128<uint> ShiftRight(Vector128<uint> u, int by) => u >>> by;

    public static Vector128<uint> SelectGreater(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> yes, Vector128<uint> no) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a.AsInt32(), b.AsInt32()).AsUInt32(), yes, no);
}
