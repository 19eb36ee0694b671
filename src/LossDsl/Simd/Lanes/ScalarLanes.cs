namespace LossDsl;

/// <summary>A scalar float32: for the elements at the end of a row that do not fill a vector, and for processors without vectors.</summary>
internal readonly unsafe struct ScalarLanes : ILanes<float, uint>
{
    public static int Count => 1;

    public static float Broadcast(double value) => (float)value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float Greater(float a, float b) => AsFloats(a > b ? uint.MaxValue : 0);

    public static float GreaterOrEqual(float a, float b) => AsFloats(a >= b ? uint.MaxValue : 0);

    public static float Equal(float a, float b) => AsFloats(a == b ? uint.MaxValue : 0);

    public static float NotEqual(float a, float b) => AsFloats(a != b ? uint.MaxValue : 0);

    public static float And(float a, float b) => AsFloats(AsBits(a) & AsBits(b));

    public static float Or(float a, float b) => AsFloats(AsBits(a) | AsBits(b));

    public static float Select(float mask, float yes, float no) => AsBits(mask) != 0 ? yes : no;

    public static float ZeroWhere(float mask, float v) => AsFloats(AsBits(v) & ~AsBits(mask));

    public static float Sqrt(float v) => MathF.Sqrt(v);

    public static float Log(float v) => MathF.Log(v);

    public static float Abs(float v) => Math.Abs(v);

    public static float Max(float a, float b) => a > b ? a : b;

    public static bool AllTrue(float mask) => AsBits(mask) != 0;

    public static double Sum(float v) => v;

    public static double MaxElement(float v) => v;

    public static float Load(float* p) => *p;

    public static void Store(float* p, float v) => *p = v;

    public static bool IsFused => Lanes128.IsFused;

    public static float MultiplyAdd(float a, float b, float c) => float.MultiplyAddEstimate(a, b, c);

    public static float ClampMin(float v, float least) => v < least ? least : v;

    public static float ClampMax(float v, float most) => v > most ? most : v;

    public static uint AsBits(float v) => BitConverter.SingleToUInt32Bits(v);

    public static float AsFloats(uint u) => BitConverter.UInt32BitsToSingle(u);

    public static uint Bits(uint word) => word;

    public static uint Add(uint a, uint b) => a + b;

    public static uint Subtract(uint a, uint b) => a - b;

    public static uint And(uint a, uint b) => a & b;

    public static uint Or(uint a, uint b) => a | b;

    public static uint ShiftLeft(uint u, int by) => u << by;

    public static uint ShiftRight(uint u, int by) => u >>> by;

    public static uint SelectGreater(uint a, uint b, uint yes, uint no) => a > b ? yes : no;
}
