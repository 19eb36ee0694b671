namespace TorchSharp;

public static partial class torch
{
    /// <content>Picking elements, and writing them, by index and by mask.</content>
    public partial class Tensor
    {
        private static readonly Op
            Gather = "gather", IndexSelect = "index_select", ScatterAdd_ = "scatter_add_",
            IndexAdd_ = "index_add_", IndexCopy_ = "index_copy_", MaskedFillScalar = "masked_fill.Scalar",
            MaskedFill_Scalar = "masked_fill_.Scalar", MaskedSelect = "masked_select",
            Nonzero = "nonzero", Argsort = "argsort";

        public Tensor gather(long dim, Tensor index) => Gather.Call(this, dim, index);
        public Tensor index_select(long dim, Tensor index) => IndexSelect.Call(this, dim, index);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => ScatterAdd_.InPlace(this, dim, index, src);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            IndexAdd_.InPlace(this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => IndexCopy_.InPlace(this, dim, index, source);
        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFillScalar.Call(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => MaskedFill_Scalar.InPlace(this, mask, value);
        public Tensor masked_select(Tensor mask) => MaskedSelect.Call(this, mask);
        public Tensor nonzero() => Nonzero.Call(this);
        public Tensor argsort(long dim = -1, bool descending = false) => Argsort.Call(this, dim, descending);
    }
}
