namespace LossDsl;

/// <summary>Selects rows of batches. <see cref="IBatch{TSelf}"/> describes the ownership of the resulting tensors.</summary>
public static partial class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>Rows <paramref name="begin"/> (inclusive) to <paramref name="end"/> (exclusive), as views.</summary>
        /// <param name="begin">The first row.</param>
        /// <param name="end">The row after the last.</param>
        /// <exception cref="ArgumentOutOfRangeException">The range is outside of the batch.</exception>
        public T Slice(long begin, long end)
        {
            ArgumentNullException.ThrowIfNull(batch);
            ArgumentOutOfRangeException.ThrowIfNegative(begin);
            ArgumentOutOfRangeException.ThrowIfLessThan(end, begin);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(end, batch.Rows);
            return batch.Map(new RowSlice(batch.Rows, begin, end));
        }

        /// <summary>Selects rows by index, in the given order, as copies; an index may repeat.</summary>
        /// <param name="indices">The row indices, from 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">An index is outside of the batch.</exception>
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

        /// <summary>Selects rows by index, in the given order, as copies; an index may repeat.</summary>
        /// <param name="indices">The row indices, from 0.</param>
        /// <remarks>For compilers before C# 13, which accept only arrays as <c>params</c>.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">An index is outside of the batch.</exception>
        public T Select(params long[] indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            return batch.Select(indices.AsSpan());
        }

        /// <summary>Selects rows by index, in the given order, as copies. The indices are copied to the host.</summary>
        /// <param name="indices">The row indices. Shape <c>[n]</c>, any integer type, any device.</param>
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
        /// Repeats every row <paramref name="times"/> times, as copies: rows <c>0 1</c> become <c>0 0 1 1</c>. Rows that
        /// form a unit are repeated as a unit: two pairs become <c>0 1 0 1 2 3 2 3</c>.
        /// </summary>
        /// <param name="times">The number of copies of each row.</param>
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
        /// Splits the batch into <paramref name="parts"/> parts of consecutive rows, as views, such as one for each data-parallel process.
        /// Sizes differ by at most one row (or unit, such as a pair), the larger parts first.
        /// </summary>
        /// <param name="parts">The number of parts.</param>
        /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than parts.</exception>
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
