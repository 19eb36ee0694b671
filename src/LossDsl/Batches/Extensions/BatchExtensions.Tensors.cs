namespace LossDsl;

/// <summary>Transforms the tensors of batches.</summary>
public static partial class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>Applies a function to every tensor of the batch, declared or not.</summary>
        /// <param name="map">The function. Who owns the tensor that it returns is up to the caller.</param>
        public T Map(Func<Tensor, Tensor> map)
        {
            ArgumentNullException.ThrowIfNull(map);
            return batch.Map(new TensorMap((_, tensor) => map(tensor)));
        }

        /// <summary>Applies a function to every tensor of the batch and its declaration.</summary>
        /// <param name="map">The function; the declaration is null for a tensor that is not declared.</param>
        public T Map(Func<TensorField?, Tensor, Tensor> map)
        {
            ArgumentNullException.ThrowIfNull(map);
            return batch.Map(new TensorMap(map));
        }

        /// <summary>
        /// Moves the batch to a device and converts its floating-point tensors. A tensor whose declaration allows only one type keeps its
        /// type. A tensor that needs no conversion shares its memory with the source.
        /// </summary>
        /// <param name="device">The device; null to keep the device.</param>
        /// <param name="floats">The type of the floating-point tensors; null to keep their types.</param>
        public T To(Device? device = null, ScalarType? floats = null) => batch.Map((field, tensor) =>
        {
            var type = DTypeExtensions.IsFloat(tensor.dtype) && field?.DType is null or DType.Any or DType.Float or DType.Mask
                ? floats ?? tensor.dtype
                : tensor.dtype;
            return device is null ? tensor.to(type) : tensor.to(type, device);
        });

        /// <summary>Detaches every tensor from the autograd graph, as views.</summary>
        public T Detach() => batch.Map(tensor => tensor.detach());

        /// <summary>The batch itself if none of its tensors requires a gradient, else <see cref="Detach"/>.</summary>
        internal T WithoutGradients()
        {
            var finder = new GradientFinder();
            batch.Map(finder);
            return finder.Found ? batch.Detach() : batch;
        }

        /// <summary>
        /// Disposes all tensors of the batch. Other batches that share their memory stay valid, except a record made from this one by
        /// <c>with</c>, which holds the same tensor objects.
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
