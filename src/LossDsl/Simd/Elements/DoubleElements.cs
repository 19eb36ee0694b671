namespace LossDsl;

/// <summary>Scalar float64.</summary>
internal readonly unsafe struct DoubleElements : IElements<double>, IArithmetic<double>
{
    public static int Size => sizeof(double);

    public static bool IsExact => true;

    public static int Count => 1;

    public static double Load(byte* p) => *(double*)p;

    public static void Store(byte* p, double v) => *(double*)p = v;

    public static double Broadcast(double value) => value;

    public static double Add(double a, double b) => a + b;

    public static double Subtract(double a, double b) => a - b;

    public static double Multiply(double a, double b) => a * b;

    public static double Divide(double a, double b) => a / b;

    public static double MultiplyAdd(double a, double b, double c) => a * b + c;

    public static double Greater(double a, double b) => BitConverter.UInt64BitsToDouble(a > b ? ulong.MaxValue : 0);

    public static double GreaterOrEqual(double a, double b) => BitConverter.UInt64BitsToDouble(a >= b ? ulong.MaxValue : 0);

    public static double Equal(double a, double b) => BitConverter.UInt64BitsToDouble(a == b ? ulong.MaxValue : 0);

    public static double NotEqual(double a, double b) => BitConverter.UInt64BitsToDouble(a != b ? ulong.MaxValue : 0);

    public static double And(double a, double b) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) & BitConverter.DoubleToUInt64Bits(b));

    public static double Or(double a, double b) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) | BitConverter.DoubleToUInt64Bits(b));

    public static double Select(double mask, double yes, double no) =>
        BitConverter.DoubleToUInt64Bits(mask) != 0 ? yes : no;

    public static double ZeroWhere(double mask, double v) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(v) & ~BitConverter.DoubleToUInt64Bits(mask));

    public static double Sqrt(double v) => Math.Sqrt(v);

    public static double Log(double v) => Math.Log(v);

    public static double Abs(double v) => Math.Abs(v);

    public static double ClampMin(double v, double least) => v < least ? least : v;

    public static double ClampMax(double v, double most) => v > most ? most : v;

    public static double Max(double a, double b) => a > b ? a : b;

    public static bool AllTrue(double mask) => BitConverter.DoubleToUInt64Bits(mask) != 0;

    public static double Sum(double v) => v;

    public static double MaxElement(double v) => v;
}
