using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public readonly void Run(RowLoop loop, TokenProgram program, ReadOnlySpan<double> numbers, byte* output, Span<double> reduced) =>
        Run(loop, program, numbers, &output, reduced);

    /// <summary>Runs a loop that stores any number of values for each token.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="program">What it was made of.</param>
    /// <param name="numbers">The numbers of the row.</param>
    /// <param name="outputs">Where the first token's values are stored.</param>
    /// <param name="reduced">Where to add what is reduced.</param>
    [SkipLocalsInit]
    public readonly void Run(RowLoop loop, TokenProgram program, ReadOnlySpan<double> numbers, byte** outputs, Span<double> reduced)
    {
        var whole = _bytes / _vectorBytes * _vectorBytes;
        var tile = (long)Tile * _vectorBytes;
        var vectors = stackalloc byte[program.Reduced.Length * LongestVector];
        Begin(program, vectors);
        fixed (byte** inputs = Inputs)
        fixed (double* rows = numbers)
        {
            for (var at = 0L; at < whole; at += tile)
            {
                if (at > 0)
                    AddSums(program, vectors, reduced);
                loop((long)inputs, (long)rows, (long)outputs, at, Math.Min(whole, at + tile), (long)vectors);
            }

            if (whole < _bytes)
                Rest(loop, program, inputs, rows, outputs, whole, vectors);
        }

        AddSums(program, vectors, reduced);
        AddExtremes(program, vectors, reduced);
    }

    // What fills the copy up is absent.
    private readonly void Rest(RowLoop loop, TokenProgram program, byte** inputs, double* rows, byte** outputs, long whole, byte* vectors)
    {
        var (slots, stored) = (_inputs + program.Stored.Length, program.Stored.Length);
        var room = stackalloc byte[slots * LongestVector];
        new Span<byte>(room, slots * LongestVector).Clear();
        var copies = stackalloc byte*[slots];
        for (var i = 0; i < slots; i++)
            copies[i] = room + i * LongestVector;
        for (var i = 0; i < _inputs; i++)
            Buffer.MemoryCopy(inputs[i] + whole, copies[i], LongestVector, _bytes - whole);
        loop((long)copies, (long)rows, (long)(copies + _inputs), 0, _vectorBytes, (long)vectors);
        for (var i = 0; i < stored; i++)
            Buffer.MemoryCopy(copies[_inputs + i], outputs[i] + whole, _bytes - whole, _bytes - whole);
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

    // The sums begin anew.
    private readonly void AddSums(TokenProgram program, byte* vectors, Span<double> reduced)
    {
        var reductions = program.Reduced;
        for (var i = 0; i < reductions.Length; i++)
        {
            if (reductions[i].Reduction != RowReduction.Sum || reductions[i].IsZero)
                continue;
            var vector = vectors + i * _vectorBytes;
            reduced[i] += _elementBytes == sizeof(double)
                ? Sum(new ReadOnlySpan<double>(vector, _vectorBytes / sizeof(double)))
                : Sum(new ReadOnlySpan<float>(vector, _vectorBytes / sizeof(float)));
            new Span<byte>(vector, _vectorBytes).Clear();
        }
    }

    private readonly void AddExtremes(TokenProgram program, byte* vectors, Span<double> reduced)
    {
        var reductions = program.Reduced;
        for (var i = 0; i < reductions.Length; i++)
        {
            if (reductions[i].Reduction != RowReduction.Sum)
                reduced[i] = Extreme(reductions[i].Reduction, vectors + i * _vectorBytes, _vectorBytes / _elementBytes, reduced[i]);
        }
    }

    private static double Sum(ReadOnlySpan<double> lanes)
    {
        var sum = 0.0;
        foreach (var lane in lanes)
            sum += lane;
        return sum;
    }

    private static double Sum(ReadOnlySpan<float> lanes)
    {
        var (sums, sum) = (Vector128<double>.Zero, 0.0);
        for (; lanes.Length >= Vector128<float>.Count; lanes = lanes[Vector128<float>.Count..])
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(lanes));
            sums += lower + upper;
        }

        foreach (var lane in lanes)
            sum += lane;
        return sum + Vector128.Sum(sums);
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
