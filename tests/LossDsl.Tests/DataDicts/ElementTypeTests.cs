namespace LossDsl.Tests.DataDicts;

/// <summary>Which element types a declared class accepts, and what it is called.</summary>
public sealed class ElementTypeTests
{
    private const string Integers = "uint8 int8 int16 int32 int64";
    private const string Floats = "float16 float32 float64 bfloat16";

    [Theory]
    [InlineData(DType.Any, "any type", $"{Integers} {Floats} complexfloat32 complexfloat64 bool")]
    [InlineData(DType.Float, "a floating-point type", Floats)]
    [InlineData(DType.Integer, "an integer type", Integers)]
    [InlineData(DType.Mask, "a mask (bool, integer or floating point)", $"{Integers} {Floats} bool")]
    [InlineData(DType.Bool, "bool", "bool")]
    [InlineData(DType.Float16, "float16", "float16")]
    [InlineData(DType.BFloat16, "bfloat16", "bfloat16")]
    [InlineData(DType.Float32, "float32", "float32")]
    [InlineData(DType.Float64, "float64", "float64")]
    [InlineData(DType.Int32, "int32", "int32")]
    [InlineData(DType.Int64, "int64", "int64")]
    public void A_class_accepts_its_types(DType declared, string name, string accepted)
    {
        ScalarType[] all =
        [
            ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32,
            ScalarType.Float64, ScalarType.BFloat16, ScalarType.ComplexFloat32, ScalarType.ComplexFloat64, ScalarType.Bool,
        ];
        Assert.Equal(accepted.Split(' ').Order(), all.Where(type => declared.Accepts(type)).Select(type => type.ToDisplayString()).Order());
        Assert.Equal(name, declared.ToDisplayString());
    }

    [Fact]
    public void Half_precision_is_float16_and_bfloat16() => Assert.Equal(
        [ScalarType.Float16, ScalarType.BFloat16],
        new[] { ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64, ScalarType.Int16 }.Where(DTypeExtensions.IsHalf));
}
