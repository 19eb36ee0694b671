using System.Runtime.InteropServices;
using static LossDsl.Kernels.Tests.FusedLogprobsTests;

namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>An evaluator of a <see cref="TokenFunction"/>.</summary>
/// <param name="Width">The width of vectors in bits; <see cref="Operators"/> for torch's operators.</param>
/// <param name="IsWide">Whether it computes in float64 instead of float32.</param>
internal sealed record Engine(int Width, bool IsWide)
{
    public const int Operators = -1;

    public static readonly int[] Widths = [Operators, .. Tests.Widths.All];

    public ScalarType DType => IsWide ? float64 : float32;

    public static TheoryData<int, bool> All() => new(from width in Widths from isWide in new[] { false, true } select (width, isWide));

    /// <summary>The values at tokens.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">x, a and b of each token.</param>
    public double[] Values(TokenFunction function, double[][] inputs)
    {
        var graph = new TermGraph(0);
        return Evaluate(graph.Value(Traced(function)), inputs);
    }

    /// <summary>The derivatives with respect to x at tokens.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">x, a and b of each token.</param>
    public double[] Slopes(TokenFunction function, double[][] inputs)
    {
        var graph = new TermGraph(0);
        return Evaluate(graph.Differentiate(Traced(function), Term.Logprob) ?? graph.Constant(0), inputs);
    }

    /// <summary>A number rounded to the type.</summary>
    public double Rounded(double value) => IsWide ? value : (float)value;

    private static Term Traced(TokenFunction function) => function(Term.Logprob, Term.TokenField(0), Term.TokenField(1));

    private double[] Evaluate(Term term, double[][] inputs)
    {
        double[][] columns = [inputs[0], [.. inputs[0].Select(_ => 1.0)], .. inputs[1..]];
        return Width == Operators ? ByOperators(term, columns) : ByLoop(term, columns);
    }

    private double[] ByOperators(Term term, double[][] columns)
    {
        using var scope = NewDisposeScope();
        var dtype = DType;
        var tensors = Array.ConvertAll(columns, column => tensor(column, [1, column.Length], dtype: dtype));
        var numbers = new Dictionary<int, Tensor>();
        return Numbers(new TensorTermEvaluator(tensors[0], tensors[1..], numbers).GetValue(term).expand(tensors[0].shape).contiguous());
    }

    private unsafe double[] ByLoop(Term term, double[][] columns)
    {
        var (compile, vectorBytes) = FormulaKernels.Compiler(DType, Width);
        var (program, length) = (new TokenProgram([term], []), columns[0].Length);
        byte[][] memory = [.. columns.Append(new double[length]).Select(column => IsWide ? Bytes(column) : SingleBytes(column))];
        var pass = new RowPass(vectorBytes, IsWide ? sizeof(double) : sizeof(float), length, columns.Length);
        for (var i = 0; i < columns.Length; i++)
            pass.Inputs[i] = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(memory[i], 0);
        pass.Run(compile(program), program, [1.0], (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(memory[^1], 0), []);
        return IsWide
            ? MemoryMarshal.Cast<byte, double>(memory[^1]).ToArray()
            : Array.ConvertAll(MemoryMarshal.Cast<byte, float>(memory[^1]).ToArray(), value => (double)value);
    }

    private static byte[] Bytes(double[] values) => Pinned(MemoryMarshal.AsBytes<double>(values));

    private static byte[] SingleBytes(double[] values) => Pinned(MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, value => (float)value)));

    private static byte[] Pinned(ReadOnlySpan<byte> bytes)
    {
        var pinned = GC.AllocateArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned);
        return pinned;
    }
}
