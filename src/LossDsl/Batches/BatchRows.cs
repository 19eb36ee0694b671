using System.Collections;

namespace LossDsl;

/// <summary>Counts the rows of an untyped or typed dictionary batch.</summary>
internal static class BatchRows
{
    /// <summary>Counts rows by the schema; without a schema, by the common length of all tensors and lists.</summary>
    public static long Count(BatchedDataDict batch, DataDictSchema? schema)
    {
        foreach (var (key, value) in batch)
        {
            if (value is Tensor tensor && schema?.Find(key)?.Rows is { } axis)
                return axis.Count(axis.Size(tensor, key));
        }

        return CommonRowCount(batch);
    }

    private static long CommonRowCount(BatchedDataDict batch)
    {
        (string Key, long Rows)? first = null;
        foreach (var (key, value) in batch)
        {
            long? rows = value switch
            {
                Tensor tensor when tensor.dim() > 0 => tensor.size(0),
                IList list => list.Count,
                _ => null,
            };
            if (rows is not { } count)
                continue;
            first ??= (key, count);
            if (count != first.Value.Rows)
                throw new ArgumentException(
                    $"the tensors of the batch have different numbers of rows: {first.Value.Key} has {first.Value.Rows}, {key} has {count}");
        }

        return first?.Rows ?? 0;
    }
}
