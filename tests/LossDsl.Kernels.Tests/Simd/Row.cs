using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Tests;

/// <summary>A row of numbers of one type in native memory, between guard bytes that no kernel may change.</summary>
internal sealed unsafe class Row : IDisposable
{
    private const int Guard = 64;
    private const byte Mark = 0xA5;

    private readonly byte* _memory;
    private readonly int _size;

    public Row(ScalarType type, int length)
    {
        (Type, Length, _size) = (type, length, RowKernelFactory.Create(type, 0).Size);
        // Misaligned by one element.
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(length * _size + 2 * Guard + _size), 64);
        new Span<byte>(_memory, length * _size + 2 * Guard + _size).Fill(Mark);
    }

    public Row(ScalarType type, IReadOnlyList<double> values)
        : this(type, values.Count)
    {
        for (var i = 0; i < Length; i++)
            this[i] = values[i];
    }

    public ScalarType Type { get; }

    public int Length { get; }

    public byte* Start => _memory + Guard + _size;

    public double this[int i]
    {
        get => Type switch
        {
            ScalarType.Float32 => ((float*)Start)[i],
            ScalarType.Float64 => ((double*)Start)[i],
            ScalarType.Float16 => (double)((Half*)Start)[i],
            _ => BitConverter.UInt32BitsToSingle((uint)((ushort*)Start)[i] << 16),
        };
        set
        {
            switch (Type)
            {
                case ScalarType.Float32: ((float*)Start)[i] = (float)value; break;
                case ScalarType.Float64: ((double*)Start)[i] = value; break;
                case ScalarType.Float16: ((Half*)Start)[i] = (Half)value; break;
                default: ((ushort*)Start)[i] = (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16); break;
            }
        }
    }

    public double[] Values => [.. Enumerable.Range(0, Length).Select(i => this[i])];

    /// <summary>The log-probability of a token, and the gradient over the row.</summary>
    public double GradientInPlace(RowKernel kernel, int target, long index, Func<long, double, double> derivative)
    {
        var alone = new PendingGradientRow();
        var logprob = kernel.GradientInPlace(Start, Length, target, index, derivative, alone);
        kernel.Finish(alone);
        return logprob;
    }

    public void AssertGuards()
    {
        var before = new ReadOnlySpan<byte>(_memory, Guard + _size);
        var after = new ReadOnlySpan<byte>(Start + Length * _size, Guard);
        Assert.Equal(-1, before.IndexOfAnyExcept(Mark));
        Assert.Equal(-1, after.IndexOfAnyExcept(Mark));
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
