using System.Collections;

namespace LossDsl;

/// <summary>Concatenates batches.</summary>
public static partial class BatchExtensions
{
    /// <typeparam name="T">The type of the batches.</typeparam>
    extension<T>(T)
        where T : class, IBatch<T>
    {
        /// <summary>
        /// Concatenates the rows of several batches, as copies. Batches with fewer tokens per row are padded on the right, as by
        /// <c>PadTo</c>. Values that belong to a whole batch must be equal in all batches.
        /// </summary>
        /// <param name="batches">The batches, at least one.</param>
        /// <param name="padId">The token id used for padding.</param>
        /// <exception cref="ArgumentException">The keys differ, or a value of the whole batch differs.</exception>
        public static T Concat(IReadOnlyList<T> batches, long padId = 0)
        {
            ArgumentNullException.ThrowIfNull(batches);
            if (batches.Count == 0)
                throw new ArgumentException("expected at least one batch", nameof(batches));
            using var scope = NewDisposeScope();
            var joined = batches[0].Map(new Joining([.. Padded(batches, padId).Select(BatchContents.Read)]));
            foreach (var tensor in BatchContents.Read(joined).Tensors)
                tensor.MoveToOuterDisposeScope();
            return joined;
        }
    }

    private static IEnumerable<T> Padded<T>(IReadOnlyList<T> batches, long padId)
        where T : class, IBatch<T>
    {
        var tokens = batches.Max(batch => BatchContents.Read(batch).Tokens);
        foreach (var batch in batches)
        {
            var contents = BatchContents.Read(batch);
            yield return contents.Tokens is { } own && own < tokens
                ? batch.Map(new TokenResize(contents, tokens.Value, padId))
                : batch;
        }
    }

    private sealed class Joining : BatchMap
    {
        private readonly IReadOnlyList<BatchContents> _parts;

        public Joining(IReadOnlyList<BatchContents> parts)
        {
            _parts = parts;
            foreach (var part in parts)
            {
                if (part.Values.Keys.Except(parts[0].Values.Keys).Concat(parts[0].Values.Keys.Except(part.Values.Keys)).Any())
                    throw new ArgumentException("the batches have different keys: "
                        + $"{string.Join(", ", parts[0].Values.Keys)}; {string.Join(", ", part.Values.Keys)}");
            }
        }

        public override Tensor MapTensor(TensorField field, Tensor tensor) => field.Rows switch
        {
            null => ((Tensor)Same(field.Key)!).alias(),
            { Offset: 0 } axis => Join(field.Key, axis.Axis),
            _ => throw new ArgumentException($"{field.Key}: entries of shape [{field.Shape}] cannot be concatenated"),
        };

        public override object? MapValue(string key, object? value)
        {
            if (_parts.All(part => part.Values[key] is Tensor tensor && tensor.dim() > 0 && tensor.size(0) == part.Rows))
                return Join(key, 0);
            if (_parts.All(part => part.Values[key] is IList list && list.Count == part.Rows))
                return RowList.Concat([.. _parts.Select(part => (IList)part.Values[key]!)]);
            return Same(key) is Tensor shared ? shared.alias() : value;
        }

        private Tensor Join(string key, int axis) => cat([.. _parts.Select(part => (Tensor)part.Values[key]!)], axis);

        private object? Same(string key)
        {
            var first = _parts[0].Values[key];
            return _parts.All(part => AreEqual(first, part.Values[key]))
                ? first
                : throw new ArgumentException($"{key}: it is shared by a whole batch, but differs between the batches");
        }

        private static bool AreEqual(object? a, object? b) => a is Tensor first && b is Tensor second && !ReferenceEquals(a, b)
            ? first.dtype == second.dtype && first.shape.SequenceEqual(second.shape) && DeviceTransfer.ReadIntegers(first.eq(second).all()) is [1]
            : Equals(a, b);
    }
}
