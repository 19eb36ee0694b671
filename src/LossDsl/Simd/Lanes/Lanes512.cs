using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>
/// A vector of sixteen float32: AVX-512. Without that hardware the runtime splits each operation into two of half the width.
/// </summary>
internal readonly unsafe struct Lanes512 : IVectorLanes<Vector512<float>, Vector512<uint>>
{
    public static int Count => Vector512<float>.Count;

    public static Vector512<float> Broadcast(double value) => Vector512.Create((float)value);

    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    public static Vector512<float> Greater(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThan(a, b);

    public static Vector512<float> GreaterOrEqual(Vector512<float> a, Vector512<float> b) => Vector512.GreaterThanOrEqual(a, b);

    public static Vector512<float> Equal(Vector512<float> a, Vector512<float> b) => Vector512.Equals(a, b);

    public static Vector512<float> NotEqual(Vector512<float> a, Vector512<float> b) => ~Vector512.Equals(a, b);

    public static Vector512<float> And(Vector512<float> a, Vector512<float> b) => a & b;

    public static Vector512<float> Or(Vector512<float> a, Vector512<float> b) => a | b;

    public static Vector512<float> Select(Vector512<float> mask, Vector512<float> yes, Vector512<float> no) =>
        Vector512.ConditionalSelect(mask, yes, no);

    public static Vector512<float> ZeroWhere(Vector512<float> mask, Vector512<float> v) => Vector512.AndNot(v, mask);

    public static Vector512<float> Sqrt(Vector512<float> v) => Vector512.Sqrt(v);

    public static Vector512<float> Log(Vector512<float> v) => Vector512.Log(v);

    public static Vector512<float> Abs(Vector512<float> v) => Vector512.Abs(v);

    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.MaxNative(a, b);

    public static bool AllTrue(Vector512<float> mask) => Vector512.ExtractMostSignificantBits(mask) == ushort.MaxValue;

    public static double Sum(Vector512<float> v) => Vector512.Sum(v);

    public static double MaxElement(Vector512<float> v) => Lanes256.MaxElement(Vector256.MaxNative(v.GetLower(), v.GetUpper()));

    public static Vector512<float> Load(float* p) => Vector512.Load(p);

    public static void Store(float* p, Vector512<float> v) => v.Store(p);

    public static bool IsFused => Lanes256.IsFused;

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.MultiplyAddEstimate(a, b, c);

    // Here and below: if an operand is NaN, the x86 instruction returns the second operand, so v must come second to propagate.
    public static Vector512<float> ClampMin(Vector512<float> v, Vector512<float> least) =>
        Avx512F.IsSupported ? Avx512F.Max(least, v) : Vector512.Max(v, least);

    public static Vector512<float> ClampMax(Vector512<float> v, Vector512<float> most) =>
        Avx512F.IsSupported ? Avx512F.Min(most, v) : Vector512.Min(v, most);

    public static Vector512<float> Table(ReadOnlySpan<float> entries) => Vector512.Create(Lanes256.Table(entries), Lanes256.Table(entries));

    public static Vector512<float> Lookup(Vector512<float> table, Vector512<uint> indices) => Avx512F.IsSupported
        ? Avx512F.PermuteVar4x32(table, indices.AsInt32())
        : Vector512.Create(Lanes256.Lookup(table.GetLower(), indices.GetLower()), Lanes256.Lookup(table.GetUpper(), indices.GetUpper()));

    public static Vector512<uint> AsBits(Vector512<float> v) => v.AsUInt32();

    public static Vector512<float> AsFloats(Vector512<uint> u) => u.AsSingle();

    public static Vector512<uint> Bits(uint word) => Vector512.Create(word);

    public static Vector512<uint> Add(Vector512<uint> a, Vector512<uint> b) => a + b;

    public static Vector512<uint> Subtract(Vector512<uint> a, Vector512<uint> b) => a - b;

    public static Vector512<uint> And(Vector512<uint> a, Vector512<uint> b) => a & b;

    public static Vector512<uint> Or(Vector512<uint> a, Vector512<uint> b) => a | b;

    public static Vector512<uint> ShiftLeft(Vector512<uint> u, int by) => u << by;

    public static Vector512<uint> ShiftRight(Vector512<uint> u, int by) => u >>> by;

    public static Vector512<uint> SelectGreater(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> yes, Vector512<uint> no) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(a.AsInt32(), b.AsInt32()).AsUInt32(), yes, no);
}
