namespace TorchSharp;

public static partial class torch
{
    /// <content>Reading and writing through brackets.</content>
    public partial class Tensor
    {
        private static readonly Op IndexOp = "index.Tensor", IndexPut = "index_put_";

        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Singles(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Singles(i1, i2, i3, i4));
            set => index_put_(value, Singles(i1, i2, i3, i4));
        }

        public Tensor index(params Tensor[] indices) => IndexOp.Call(this, Arg.Optional(indices));

        public Tensor index(params TensorIndex[] indices)
        {
            var sliced = ApplySlices(indices, out var tensors);
            if (tensors is null) return sliced;
            using (sliced) return IndexOp.Call(sliced, Arg.Optional(tensors));
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            IndexPut.InPlace(this, Arg.Optional(indices), value, accumulate);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var sliced = ApplySlices(indices, out var tensors);
            using var fitted = DropLeadingOnes(value, sliced.Dimensions, tensors);
            if (tensors is not null) IndexPut.InPlace(sliced, Arg.Optional(tensors), fitted, accumulate);
            else if (accumulate) sliced.add_(fitted);
            else sliced.copy_(fitted);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        private static TensorIndex[] Singles(params ReadOnlySpan<long> indices)
        {
            var list = new TensorIndex[indices.Length];
            for (var i = 0; i < list.Length; i++) list[i] = indices[i];
            return list;
        }

        /// <summary>A value may have more dimensions than its target where the surplus ones are 1, as in Python.</summary>
        private static Tensor DropLeadingOnes(Tensor value, long dimensions, Tensor?[]? tensors)
        {
            var shape = value.shape;
            var skip = 0;
            while (tensors is null && shape.Length - skip > dimensions && shape[skip] == 1) skip++;
            return skip == 0 ? value.alias() : value.view(shape[skip..]);
        }
    }
}
