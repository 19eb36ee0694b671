using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// An argument on its way to an operator. It keeps a reference to what it was made from, so that the
/// garbage collector cannot take a tensor between reading its handle and the call.
/// </summary>
internal readonly struct Arg
{
    internal readonly object? Owner;
    private readonly long _bits;
    private readonly Kind _kind;
    private readonly int _count;

    private Arg(Kind kind, long bits = 0, int count = 0, object? owner = null) =>
        (_kind, _bits, _count, Owner) = (kind, bits, count, owner);

    internal static Arg None => new(Kind.None);

    public static implicit operator Arg(Tensor? t) => t is null ? None : new(Kind.Tensor, t.Handle, owner: t);
    public static implicit operator Arg(long value) => new(Kind.Int, value);
    public static implicit operator Arg(long? value) => value is { } v ? v : None;
    public static implicit operator Arg(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? v : None;
    public static implicit operator Arg(bool value) => new(Kind.Bool, value ? 1 : 0);
    public static implicit operator Arg(ScalarType value) => new(Kind.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;
    public static implicit operator Arg(Scalar? value) => value is null ? None : value.ToArg();
    public static implicit operator Arg(long[]? value) => value is null ? None : new(Kind.IntList, count: value.Length, owner: value);
    public static implicit operator Arg(Tensor[] value) => new(Kind.TensorList, count: value.Length, owner: value);
    public static implicit operator Arg(string? value) =>
        value is null ? None : new(Kind.String, count: Encoding.UTF8.GetByteCount(value), owner: value);
    public static implicit operator Arg(Device? value) =>
        value is null ? None : new(Kind.Device, (long)value.type, value.index);

    /// <summary>How many words of scratch memory <see cref="Lower"/> needs.</summary>
    internal int Words => _kind switch
    {
        Kind.IntList or Kind.TensorList => _count,
        Kind.String => (_count + 7) / 8,
        _ => 0,
    };

    internal unsafe Value Lower(ref long* scratch)
    {
        var value = new Value { Kind = _kind, Count = _count, Integer = _bits };
        if (Words == 0) return value;

        value.Pointer = (nint)scratch;
        switch (Owner)
        {
            case long[] list:
                list.CopyTo(new Span<long>(scratch, _count));
                break;
            case Tensor[] tensors:
                for (var i = 0; i < _count; i++) scratch[i] = tensors[i].Handle;
                break;
            case string text:
                Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, _count));
                break;
        }
        scratch += Words;
        return value;
    }
}
