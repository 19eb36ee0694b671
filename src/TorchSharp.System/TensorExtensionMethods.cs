using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static bool ToBoolean(this Tensor value) => Read(value).ToBoolean();
    public static byte ToByte(this Tensor value) => Read(value).ToByte();
    public static sbyte ToSByte(this Tensor value) => Read(value).ToSByte();
    public static short ToInt16(this Tensor value) => Read(value).ToInt16();
    public static int ToInt32(this Tensor value) => Read(value).ToInt32();
    public static long ToInt64(this Tensor value) => Read(value).ToInt64();
    public static Half ToHalf(this Tensor value) => Read(value).ToHalf();
    public static float ToSingle(this Tensor value) => Read(value).ToSingle();
    public static double ToDouble(this Tensor value) => Read(value).ToDouble();

    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotImplementedException(),
    };

    public static string metastr(this Tensor tensor) => tensor.ToString();

    private static Scalar Read(Tensor value) => value.ToScalar();
}
