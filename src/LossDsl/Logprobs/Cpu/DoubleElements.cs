namespace LossDsl;

/// <summary>float64, one number at a time.</summary>
internal readonly unsafe struct DoubleElements : IElements<double>, IArithmetic<double>
{
    public static int Size => sizeof(double);

    public static bool Exact => true;

    public static int Count => 1;

    public static double Load(byte* p) => *(double*)p;

    public static void Store(byte* p, double v) => *(double*)p = v;

    public static double All(double value) => value;

    public static double Add(double a, double b) => a + b;

    public static double Subtract(double a, double b) => a - b;

    public static double Multiply(double a, double b) => a * b;

    public static double Greater(double a, double b) => BitConverter.UInt64BitsToDouble(a > b ? ulong.MaxValue : 0);

    public static double Equal(double a, double b) => BitConverter.UInt64BitsToDouble(a == b ? ulong.MaxValue : 0);

    public static double And(double a, double b) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) & BitConverter.DoubleToUInt64Bits(b));

    public static double Or(double a, double b) =>
        BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) | BitConverter.DoubleToUInt64Bits(b));

    public static double Select(double mask, double yes, double no) =>
        BitConverter.DoubleToUInt64Bits(mask) != 0 ? yes : no;

    public static double Max(double a, double b) => a > b ? a : b;

    public static double Sum(double v) => v;

    public static double Largest(double v) => v;
}
