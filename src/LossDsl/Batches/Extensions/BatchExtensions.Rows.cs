namespace LossDsl;

/// <summary>Takes rows of batches. <see cref="IBatch{TSelf}"/> says to whom the tensors of the results belong.</summary>
public static class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">Its type.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>Rows <paramref name="begin"/> (inclusive) to <paramref name="end"/> (exclusive), as views.</summary>
        /// <param name="begin">The first row.</param>
        /// <param name="end">The row after the last.</param>
        /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
        public T Slice(long begin, long end)
        {
            ArgumentNullException.ThrowIfNull(batch);
            ArgumentOutOfRangeException.ThrowIfNegative(begin);
            ArgumentOutOfRangeException.ThrowIfLessThan(end, begin);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(end, batch.Rows);
            return batch.Map(new RowSlice(batch.Rows, begin, end));
        }

        /// <summary>Some rows in a given order, as copies; a row may be taken more than once.</summary>
        /// <param name="indices">The places of the rows, from 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
        public T Select(params ReadOnlySpan<long> indices)
        {
            ArgumentNullException.ThrowIfNull(batch);
            var rows = batch.Rows;
            foreach (var index in indices)
            {
                if (index < 0 || index >= rows)
                    throw new ArgumentOutOfRangeException(nameof(indices), index, $"the batch has the rows 0 to {rows - 1}");
            }

            return batch.Map(new RowSelection(rows, indices.ToArray()));
        }

        /// <summary>Some rows in a given order, as copies; a row may be taken more than once.</summary>
        /// <param name="indices">The places of the rows, from 0.</param>
        /// <remarks>For compilers before C# 13, which know no other list of parameters than an array.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
        public T Select(params long[] indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            return batch.Select(indices.AsSpan());
        }

        /// <summary>Some rows in a given order, as copies. The indices are read on the host.</summary>
        /// <param name="indices">The places of the rows, shape <c>[n]</c>, any integer type, on any device.</param>
        public T Select(Tensor indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            if (indices.dim() != 1 || !DType.Integer.Accepts(indices.dtype))
                throw new ArgumentException(
                    $"expected integers of shape [n], got {indices.dtype.ToDisplayString()} {indices.FormatShape()}",
                    nameof(indices));
            return batch.Select(DeviceTransfer.ReadIntegers(indices));
        }

        /// <summary>
        /// Every row <paramref name="times"/> times in its place, as copies: <c>0 1</c> becomes <c>0 0 1 1</c>. Rows that
        /// belong together stay together: two pairs become <c>0 1 0 1 2 3 2 3</c>.
        /// </summary>
        /// <param name="times">How often.</param>
        public T Repeat(int times)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
            var contents = BatchContents.Read(batch);
            var group = contents.RowGroup;
            var places = new long[contents.CountGroups() * group * times];
            for (var i = 0L; i < places.Length; i++)
                places[i] = i / (group * times) * group + i % group;
            return batch.Select(places);
        }

        /// <summary>
        /// The batch in <paramref name="parts"/> parts of consecutive rows, as views: one for each of several processes.
        /// Their sizes differ by one row at most, the longer ones first; rows that belong together stay together.
        /// </summary>
        /// <param name="parts">How many.</param>
        /// <exception cref="ArgumentOutOfRangeException">There are too few rows: a part would be empty.</exception>
        public IReadOnlyList<T> Chunk(int parts)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
            var contents = BatchContents.Read(batch);
            var groups = contents.CountGroups();
            ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, groups);
            return [.. Enumerable.Range(0, parts).Select(part => batch.Slice(Begin(part), Begin(part + 1)))];

            long Begin(long part) => (groups / parts * part + Math.Min(part, groups % parts)) * contents.RowGroup;
        }
    }
}
