namespace LossDsl;

/// <summary>Changes the tensors of batches one by one.</summary>
public static class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">Its type.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>The batch with what a function makes of each of its tensors, declared or not.</summary>
        /// <param name="map">The function; what it returns belongs to whom it says.</param>
        public T Map(Func<Tensor, Tensor> map)
        {
            ArgumentNullException.ThrowIfNull(map);
            return batch.Map(new TensorMap((_, tensor) => map(tensor)));
        }

        /// <summary>The batch with what a function makes of each of its tensors and what is declared of it.</summary>
        /// <param name="map">The function; the declaration is null where there is none.</param>
        public T Map(Func<TensorField?, Tensor, Tensor> map)
        {
            ArgumentNullException.ThrowIfNull(map);
            return batch.Map(new TensorMap(map));
        }

        /// <summary>
        /// The batch on a device, its floating-point tensors in a type. What is declared as exactly one type keeps it. A
        /// tensor that is there already shares its memory with the source.
        /// </summary>
        /// <param name="device">The device; null to stay.</param>
        /// <param name="floats">The type of floating-point tensors; null to keep theirs.</param>
        public T To(Device? device = null, ScalarType? floats = null) => batch.Map((field, tensor) =>
        {
            var type = DTypeExtensions.IsFloat(tensor.dtype) && field?.DType is null or DType.Any or DType.Float or DType.Mask
                ? floats ?? tensor.dtype
                : tensor.dtype;
            return device is null ? tensor.to(type) : tensor.to(type, device);
        });

        /// <summary>The batch outside of the graph of gradients, as views.</summary>
        public T Detach() => batch.Map(tensor => tensor.detach());

        /// <summary>The batch as it is where none of its tensors takes part in a graph, else <see cref="Detach"/>.</summary>
        internal T WithoutGradients()
        {
            var finder = new GradientFinder();
            batch.Map(finder);
            return finder.Found ? batch.Detach() : batch;
        }

        /// <summary>
        /// Disposes all tensors of the batch. Views and sources of it live on, but a record made of it by <c>with</c> has
        /// the same tensor objects.
        /// </summary>
        public void Dispose()
        {
            foreach (var tensor in BatchContents.Read(batch).Tensors)
                tensor.Dispose();
        }
    }

    private sealed class GradientFinder : BatchMap
    {
        public bool Found { get; private set; }

        public override Tensor MapTensor(TensorField field, Tensor tensor)
        {
            Found |= tensor.requires_grad;
            return tensor;
        }

        public override object? MapValue(string key, object? value)
        {
            Found |= value is Tensor { IsInvalid: false, requires_grad: true };
            return value;
        }
    }

    private sealed class TensorMap(Func<TensorField?, Tensor, Tensor> map) : BatchMap
    {
        public override Tensor MapTensor(TensorField field, Tensor tensor) => map(field, tensor);

        public override object? MapValue(string key, object? value) => value is Tensor tensor ? map(null, tensor) : value;
    }
}
