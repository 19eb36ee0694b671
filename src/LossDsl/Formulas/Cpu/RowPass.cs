using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>
/// Runs compiled loops over one row, tile by tile. The last tokens, fewer than a vector, are processed in a zero-padded copy.
/// </summary>
internal unsafe ref struct RowPass
{
    // The number of vectors that are accumulated in the element type before the sum is added to a float64 total.
    private const int Tile = 64;

    // Bytes of the longest vector (512 bits).
    private const int LongestVector = 64;

    private readonly int _vectorBytes;
    private readonly int _elementBytes;
    private readonly long _bytes;
    private readonly int _inputs;

    /// <summary>Prepares a pass over a row.</summary>
    /// <param name="vectorBytes">The vector width in bytes.</param>
    /// <param name="elementBytes">The element size in bytes.</param>
    /// <param name="length">The number of tokens.</param>
    /// <param name="inputs">The number of inputs.</param>
    public RowPass(int vectorBytes, int elementBytes, int length, int inputs)
    {
        (_vectorBytes, _elementBytes, _bytes, _inputs) = (vectorBytes, elementBytes, (long)length * elementBytes, inputs);
        Inputs = new byte*[inputs];
    }

    /// <summary>The address of the first token of each input, to be set by the caller.</summary>
    public byte*[] Inputs { get; }

    /// <summary>Runs a loop with at most one output.</summary>
    /// <param name="loop">The compiled loop.</param>
    /// <param name="program">The program that the loop was compiled from.</param>
    /// <param name="numbers">The numbers of the row.</param>
    /// <param name="output">The address of the output's first token, if there is an output.</param>
    /// <param name="reduced">The float64 accumulators of the reduced terms.</param>
    public readonly void Run(RowLoop loop, TokenProgram program, ReadOnlySpan<double> numbers, byte* output, Span<double> reduced) =>
        Run(loop, program, numbers, &output, reduced);

    /// <summary>Runs a loop with any number of outputs.</summary>
    /// <param name="loop">The compiled loop.</param>
    /// <param name="program">The program that the loop was compiled from.</param>
    /// <param name="numbers">The numbers of the row.</param>
    /// <param name="outputs">The address of each output's first token.</param>
    /// <param name="reduced">The float64 accumulators of the reduced terms.</param>
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

    // Processes the last tokens. The zeros that fill up the vector are masked tokens.
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

    // Adds the sums of a tile in float64 and resets their vectors.
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
