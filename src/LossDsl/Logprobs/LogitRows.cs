namespace LossDsl;

/// <summary>The unmasked rows of a logits tensor: offset, target token and log-sum-exp of each.</summary>
internal sealed unsafe class LogitRows
{
    private LogitRows(long vocabulary, long all, int present)
    {
        (Vocabulary, All) = (vocabulary, all);
        (Number, Offset, Target, LogSumExp) = (new int[present], new long[present], new long[present], new double[present]);
    }

    /// <summary>The number of logits of a row.</summary>
    public long Vocabulary { get; }

    /// <summary>The number of rows, masked rows included.</summary>
    public long All { get; }

    /// <summary>The index of each unmasked row among all rows.</summary>
    public int[] Number { get; }

    /// <summary>The offset of each unmasked row, in elements from the first logit.</summary>
    public long[] Offset { get; }

    /// <summary>The target token of each unmasked row as a column; -1 where another rank holds the column.</summary>
    public long[] Target { get; }

    /// <summary>The log-sum-exp of each unmasked row, set by the forward kernel.</summary>
    public double[] LogSumExp { get; }

    /// <summary>The entropy of each, where it is asked for: filled when the row has been read.</summary>
    public double[] Entropy => field ??= new double[Number.Length];

    /// <summary>Collects the unmasked rows.</summary>
    /// <param name="predictions">The logits. Shape <c>[.., V]</c>.</param>
    /// <param name="ids">The target ids. Shape <c>[..]</c>.</param>
    /// <param name="absent">True for masked rows. Bool, shape <c>[..]</c>.</param>
    /// <param name="isShard">Whether the logits are a vocabulary shard, for which an id of -1 is valid.</param>
    /// <exception cref="ArgumentException">The shapes do not match, or an id is not in the vocabulary.</exception>
    public static LogitRows Create(Tensor predictions, Tensor ids, Tensor absent, bool isShard = false)
    {
        var shape = predictions.shape;
        var leading = shape.AsSpan()[..^1];
        if (!leading.SequenceEqual(ids.shape) || !leading.SequenceEqual(absent.shape) || absent.dtype != ScalarType.Bool)
            throw new ArgumentException(
                $"predictions {predictions.FormatShape()} need ids and absent (bool) of shape [{string.Join(", ", leading.ToArray())}], "
                + $"got ids {ids.FormatShape()} and absent {absent.FormatShape()} ({absent.dtype.ToDisplayString()})");

        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (targets, missing) = (ids.to(int64).contiguous(), absent.contiguous());
        var (target, gone) = ((nint)TensorMemory.GetPointer(targets), (nint)TensorMemory.GetPointer(missing));
        var all = targets.numel();
        var flags = new ReadOnlySpan<bool>((void*)gone, checked((int)all));
        var rows = new LogitRows(shape[^1], all, flags.Count(false));
        rows.Fill(flags, (long*)target, Offsets(predictions), isShard);
        GC.KeepAlive((targets, missing));
        return rows;
    }

    /// <summary>Converts back to tensors: the target ids, 0 in masked rows, and the mask of masked rows.</summary>
    /// <param name="shape">The shape of both results: the shape of the ids.</param>
    public (Tensor Ids, Tensor Absent) ToTensors(long[] shape)
    {
        var (ids, absent) = (new long[All], new bool[All]);
        Array.Fill(absent, true);
        for (var k = 0; k < Number.Length; k++)
            (ids[Number[k]], absent[Number[k]]) = (Target[k], false);
        return (tensor(ids, shape), tensor(absent, shape));
    }

    /// <summary>The offset of each row of a tensor, in elements from its first element.</summary>
    public static long[] Offsets(Tensor tensor)
    {
        var (sizes, strides) = (tensor.shape[..^1], tensor.stride());
        var count = 1L;
        foreach (var size in sizes)
            count *= size;

        var (offsets, at, offset) = (new long[count], new long[sizes.Length], 0L);
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = offset;
            // Increments the multi-dimensional row index, last dimension first.
            for (var d = sizes.Length - 1; d >= 0; d--)
            {
                offset += strides[d];
                if (++at[d] < sizes[d])
                    break;
                offset -= at[d] * strides[d];
                at[d] = 0;
            }
        }

        return offsets;
    }

    private void Fill(ReadOnlySpan<bool> absent, long* targets, long[] offsets, bool isShard)
    {
        var k = 0;
        for (var i = 0; i < absent.Length; i++)
        {
            if (absent[i])
                continue;
            var isHere = (ulong)targets[i] < (ulong)Vocabulary;
            if (!isHere && !isShard)
                throw new ArgumentException($"token id {targets[i]} is not below the vocabulary of {Vocabulary}");
            (Number[k], Offset[k], Target[k]) = (i, offsets[i], isHere ? targets[i] : -1);
            k++;
        }
    }
}
