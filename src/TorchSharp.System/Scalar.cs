using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number on its way to an operator.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(double value, ScalarType type) => (_real, Type) = (value, type);

    private Scalar(long value, ScalarType type) => (_integer, Type) = (value, type);

    internal ScalarType Type { get; }

    public static implicit operator Scalar(int value) => new((long)value, ScalarType.Int32);
    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);
    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float32);
    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);

    public void Dispose() { }

    internal bool IsIntegral => torch.is_integral(Type);

    internal Arg ToArg() => IsIntegral ? (Arg)_integer : _real;
}
