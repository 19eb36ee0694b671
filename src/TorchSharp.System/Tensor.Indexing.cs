namespace TorchSharp;

public static partial class torch
{
    /// <content>Reading and writing through brackets, one dimension at a time.</content>
    public partial class Tensor
    {
        private static readonly Op Select = "select.int";

        public Tensor this[params TensorIndex[] indices]
        {
            get => At(indices);
            set => Write(value, indices);
        }

        public Tensor this[long i1]
        {
            get => At(TensorIndex.At(i1));
            set => Write(value, TensorIndex.At(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => At(TensorIndex.At(i1), TensorIndex.At(i2));
            set => Write(value, TensorIndex.At(i1), TensorIndex.At(i2));
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => At(TensorIndex.At(i1), TensorIndex.At(i2), TensorIndex.At(i3));
            set => Write(value, TensorIndex.At(i1), TensorIndex.At(i2), TensorIndex.At(i3));
        }

        private Tensor At(params ReadOnlySpan<TensorIndex> indices)
        {
            if (indices.Length > dim())
                throw new System.Runtime.InteropServices.ExternalException($"too many indices for tensor of dimension {dim()}");
            var result = alias();
            long at = 0;
            foreach (var index in indices)
            {
                using var before = result;
                result = index.IsSlice
                    ? SliceTensor.Call(before, at++, index.Start, index.Stop, 1L)
                    : Select.Call(before, at, index.Start);
            }
            return result;
        }

        private void Write(Tensor value, params ReadOnlySpan<TensorIndex> indices)
        {
            using var place = At(indices);
            place.copy_(value);
        }
    }
}
