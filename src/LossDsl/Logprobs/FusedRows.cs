using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Runs the row kernels over all rows of a tensor, in parallel.</summary>
internal static unsafe class FusedRows
{
    /// <summary>Computes log-probability and log-sum-exp of every unmasked row. Each row is read once.</summary>
    public static void Logprobs(Tensor logits, LogitRows rows, double[] logprobs) => Read(logits, rows, (kernel, k, row) =>
    {
        rows.LogSumExp[k] = kernel.LogSumExp((byte*)row, rows.Vocabulary);
        logprobs[rows.Number[k]] = kernel.Read((byte*)row, rows.Target[k]) - rows.LogSumExp[k];
    });

    /// <summary>Computes log-probability, log-sum-exp and entropy of every unmasked row. Each row is read once.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="rows">Which rows there are.</param>
    /// <param name="values">The log-probabilities, then the entropies.</param>
    public static void LogprobsAndEntropies(Tensor logits, LogitRows rows, double[] values)
    {
        // Allocated here: the rows are read in parallel.
        var entropies = rows.Entropy;
        Read(logits, rows, (kernel, k, row) =>
        {
            (rows.LogSumExp[k], entropies[k]) = kernel.LogSumExpAndEntropy((byte*)row, rows.Vocabulary);
            values[rows.Number[k]] = kernel.Read((byte*)row, rows.Target[k]) - rows.LogSumExp[k];
            values[rows.All + rows.Number[k]] = entropies[k];
        });
    }

    /// <summary>
    /// Computes the log-sum-exp and the target logit (0 where another rank holds its column) of every unmasked row of a vocabulary shard.
    /// </summary>
    public static void Scores(Tensor logits, LogitRows rows, double[] scores) => Read(logits, rows, (kernel, k, row) =>
    {
        scores[rows.Number[k]] = kernel.LogSumExp((byte*)row, rows.Vocabulary);
        scores[rows.All + rows.Number[k]] = rows.Target[k] < 0 ? 0 : kernel.Read((byte*)row, rows.Target[k]);
    });

    /// <summary>The same with the entropy of the shard's own columns in a third row.</summary>
    public static void ScoresAndEntropies(Tensor logits, LogitRows rows, double[] scores) => Read(logits, rows, (kernel, k, row) =>
    {
        var number = rows.Number[k];
        (scores[number], scores[2 * rows.All + number]) = kernel.LogSumExpAndEntropy((byte*)row, rows.Vocabulary);
        scores[rows.All + number] = rows.Target[k] < 0 ? 0 : kernel.Read((byte*)row, rows.Target[k]);
    });

    /// <summary>Writes the gradient of every row; zeros for masked rows. The gradient may alias the logits.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="gradient">The tensor to write.</param>
    /// <param name="rows">The rows, with the log-sum-exp of each.</param>
    /// <param name="upstream">The gradient of the loss with respect to each log-probability.</param>
    /// <param name="curve">The softcap that produced these logits, to get the gradient of its input; null without a softcap.</param>
    public static void Gradient(Tensor logits, Tensor gradient, LogitRows rows, Tensor upstream, SoftcapCurve? curve = null)
    {
        using var derivatives = upstream.to(float64).contiguous();
        var g = (nint)TensorMemory.GetPointer(derivatives);
        var kernel = RowKernelFactory.Create(logits.dtype);
        var bounded = curve is null ? null : SoftcapKernelFactory.Create(logits.dtype);
        Write(logits, gradient, rows, (k, row, place) =>
        {
            var (target, logSumExp, derivative) = (rows.Target[k], rows.LogSumExp[k], ((double*)g)[rows.Number[k]]);
            if (bounded is null)
                kernel.Gradient((byte*)row, (byte*)place, rows.Vocabulary, target, logSumExp, derivative);
            else
                bounded.Gradient((byte*)row, (byte*)place, rows.Vocabulary, target, logSumExp, derivative, curve!.Value);
        });
        GC.KeepAlive(derivatives);
    }

    /// <summary>The same of log-probabilities and entropies together.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="gradient">The tensor to write.</param>
    /// <param name="rows">Which rows there are, with the log-sum-exp and the entropy of each.</param>
    /// <param name="upstream">The gradients of the loss with respect to each log-probability, then to each entropy.</param>
    /// <param name="curve">The softcap that produced these logits, to get the gradient of its input; null without a softcap.</param>
    public static void GradientWithEntropies(Tensor logits, Tensor gradient, LogitRows rows, Tensor upstream, SoftcapCurve? curve = null)
    {
        using var derivatives = upstream.to(float64).contiguous();
        var g = (nint)TensorMemory.GetPointer(derivatives);
        var (kernel, entropies) = (RowKernelFactory.Create(logits.dtype), rows.Entropy);
        var bounded = curve is null ? null : SoftcapKernelFactory.Create(logits.dtype);
        Write(logits, gradient, rows, (k, row, place) =>
        {
            var entropy = new RowEntropy(rows.LogSumExp[k], entropies[k]);
            var slopes = (((double*)g)[rows.Number[k]], ((double*)g)[rows.All + rows.Number[k]]);
            if (bounded is null)
                kernel.Gradient((byte*)row, (byte*)place, rows.Vocabulary, rows.Target[k], entropy, slopes);
            else
                bounded.Gradient((byte*)row, (byte*)place, rows.Vocabulary, rows.Target[k], entropy, slopes, curve!.Value);
        });
        GC.KeepAlive(derivatives);
    }

    /// <summary>Computes log-probabilities and overwrites each row with its gradient, row by row.</summary>
    public static void GradientInPlace(
        Tensor logits, LogitRows rows, double[] logprobs, Func<long, double, double> derivative)
    {
        var (kernel, first) = (RowKernelFactory.Create(logits.dtype), (nint)TensorMemory.GetPointer(logits));
        Clear(first, rows, LogitRows.Offsets(logits), kernel.Size);
        Split(rows, (from, to) =>
        {
            var before = new PendingGradientRow();
            for (var k = from; k < to; k++)
            {
                var row = (byte*)first + rows.Offset[k] * kernel.Size;
                var number = rows.Number[k];
                logprobs[number] = kernel.GradientInPlace(row, rows.Vocabulary, rows.Target[k], number, derivative, before);
            }

            kernel.Finish(before);
        });
        GC.KeepAlive(logits);
    }

    /// <summary>Creates the result tensor; each value is rounded once, from float64.</summary>
    public static Tensor Wrap(double[] values, long[] shape, ScalarType dtype) => tensor(values, shape, dtype: dtype);

    private static void Read(Tensor logits, LogitRows rows, Action<RowKernel, int, nint> read)
    {
        var (kernel, first) = (RowKernelFactory.Create(logits.dtype), (nint)TensorMemory.GetPointer(logits));
        Split(rows, k => read(kernel, k, first + (nint)(rows.Offset[k] * kernel.Size)));
        GC.KeepAlive(logits);
    }

    // Visits each unmasked row of the logits and of the gradient.
    private static void Write(Tensor logits, Tensor gradient, LogitRows rows, Action<int, nint, nint> write)
    {
        var (first, into, size) = ((nint)TensorMemory.GetPointer(logits), (nint)TensorMemory.GetPointer(gradient), (int)logits.ElementSize);
        var places = LogitRows.Offsets(gradient);
        Clear(into, rows, places, size);
        Split(rows, k => write(k, first + (nint)(rows.Offset[k] * size), into + (nint)(places[rows.Number[k]] * size)));
        GC.KeepAlive((logits, gradient));
    }

    private static void Split(LogitRows rows, Action<int> row) => Split(rows, (from, to) =>
    {
        for (var k = from; k < to; k++)
            row(k);
    });

    private static void Split(LogitRows rows, Action<int, int> range) =>
        ParallelRows.For(rows.Number.Length, rows.Number.Length * rows.Vocabulary, range);

    private static void Clear(nint memory, LogitRows rows, long[] places, int size)
    {
        var next = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (next < rows.Number.Length && rows.Number[next] == i)
                next++;
            else
                NativeMemory.Clear((byte*)memory + places[i] * size, (nuint)(rows.Vocabulary * size));
        }
    }
}
