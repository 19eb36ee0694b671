using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Runs the loops of a formula over one row, in strips; the last tokens, fewer than a vector holds, in a copy.</summary>
internal unsafe ref struct RowPass
{
    // As many vectors are added in their own precision before a sum goes on in double.
    private const int Tile = 64;

    // Bytes of the longest vector.
    private const int LongestVector = 64;

    private readonly int _vectorBytes;
    private readonly int _elementBytes;
    private readonly long _bytes;
    private readonly int _inputs;

    /// <summary>Prepares for a row.</summary>
    /// <param name="vectorBytes">Bytes of a vector.</param>
    /// <param name="elementBytes">Bytes of a number.</param>
    /// <param name="length">How many tokens there are.</param>
    /// <param name="inputs">How many inputs there are.</param>
    public RowPass(int vectorBytes, int elementBytes, int length, int inputs)
    {
        (_vectorBytes, _elementBytes, _bytes, _inputs) = (vectorBytes, elementBytes, (long)length * elementBytes, inputs);
        Inputs = new byte*[inputs];
    }

    /// <summary>The first token of each input.</summary>
    public byte*[] Inputs { get; }

    /// <summary>Runs a loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="program">What it was made of.</param>
    /// <param name="numbers">The numbers of the row.</param>
    /// <param name="output">Where each token's value is stored, if one is.</param>
    /// <param name="reduced">Where to add what is reduced.</param>
    [SkipLocalsInit]
    public readonly void Run(RowLoop loop, TokenProgram program, ReadOnlySpan<double> numbers, byte* output, Span<double> reduced)
    {
        var whole = _bytes / _vectorBytes * _vectorBytes;
        var vectors = stackalloc byte[program.Reduced.Length * LongestVector];
        fixed (byte** inputs = Inputs)
        fixed (double* rows = numbers)
        {
            for (var at = 0L; at < whole; at += (long)Tile * _vectorBytes)
            {
                Begin(program, vectors);
                loop((long)inputs, (long)rows, (long)&output, at, Math.Min(whole, at + (long)Tile * _vectorBytes), (long)vectors);
                Add(program, vectors, reduced);
            }

            if (whole < _bytes)
                Rest(loop, program, inputs, rows, output, whole, vectors, reduced);
        }
    }

    // What fills the copy up is absent.
    private readonly void Rest(
        RowLoop loop, TokenProgram program, byte** inputs, double* rows, byte* output, long whole, byte* vectors, Span<double> reduced)
    {
        var room = stackalloc byte[(_inputs + 1) * LongestVector];
        new Span<byte>(room, (_inputs + 1) * LongestVector).Clear();
        var copies = stackalloc byte*[_inputs];
        for (var i = 0; i < _inputs; i++)
        {
            copies[i] = room + i * LongestVector;
            Buffer.MemoryCopy(inputs[i] + whole, copies[i], LongestVector, _bytes - whole);
        }

        var stored = room + _inputs * LongestVector;
        Begin(program, vectors);
        loop((long)copies, (long)rows, (long)&stored, 0, _vectorBytes, (long)vectors);
        Add(program, vectors, reduced);
        if (program.Stored.Length > 0)
            Buffer.MemoryCopy(stored, output + whole, _bytes - whole, _bytes - whole);
    }

    private readonly void Begin(TokenProgram program, byte* vectors)
    {
        for (var i = 0; i < program.Reduced.Length; i++)
        {
            var first = program.Reduced[i].Reduction.Identity;
            if (_elementBytes == sizeof(double))
                new Span<double>(vectors + i * _vectorBytes, _vectorBytes / sizeof(double)).Fill(first);
            else
                new Span<float>(vectors + i * _vectorBytes, _vectorBytes / sizeof(float)).Fill((float)first);
        }
    }

    private readonly void Add(TokenProgram program, byte* vectors, Span<double> reduced)
    {
        var reductions = program.Reduced;
        for (var i = 0; i < reductions.Length; i++)
        {
            var vector = vectors + i * _vectorBytes;
            var count = _vectorBytes / _elementBytes;
            if (reductions[i].Reduction == RowReduction.Sum)
                reduced[i] += _elementBytes == sizeof(double) ? Sum((double*)vector, count) : Sum((float*)vector, count);
            else
                reduced[i] = Extreme(reductions[i].Reduction, vector, count, reduced[i]);
        }
    }

    private static double Sum<T>(T* lanes, int count)
        where T : unmanaged, INumber<T>
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += double.CreateTruncating(lanes[i]);
        return sum;
    }

    private readonly double Extreme(RowReduction reduction, byte* vector, int count, double extreme)
    {
        for (var i = 0; i < count; i++)
        {
            var value = _elementBytes == sizeof(double) ? ((double*)vector)[i] : ((float*)vector)[i];
            extreme = reduction.Combine(extreme, value);
        }

        return extreme;
    }
}
