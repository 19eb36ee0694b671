namespace TorchSharp;

public static partial class torch
{
    /// <content>Picking elements, and writing them, by index and by mask.</content>
    public partial class Tensor
    {
        private static readonly Op
            Gather = "gather", IndexSelect = "index_select", Take = "take", TakeAlongDim = "take_along_dim",
            ScatterSrc = "scatter.src", Scatter_Src = "scatter_.src", ScatterAdd = "scatter_add",
            ScatterAdd_ = "scatter_add_", IndexAdd = "index_add", IndexAdd_ = "index_add_",
            IndexCopy = "index_copy", IndexCopy_ = "index_copy_", IndexFillIntScalar = "index_fill.int_Scalar",
            IndexFill_IntScalar = "index_fill_.int_Scalar", MaskedFillScalar = "masked_fill.Scalar",
            MaskedFill_Scalar = "masked_fill_.Scalar", MaskedSelect = "masked_select",
            MaskedScatter = "masked_scatter", MaskedScatter_ = "masked_scatter_", SelectScatter = "select_scatter",
            SliceScatter = "slice_scatter", WhereSelf = "where.self", Nonzero = "nonzero", Argwhere = "argwhere",
            SortStable = "sort.stable", Argsort = "argsort", Topk = "topk", Bincount = "bincount";

        public Tensor gather(long dim, Tensor index) => Gather.Call(this, dim, index);
        public Tensor index_select(long dim, Tensor index) => IndexSelect.Call(this, dim, index);
        public Tensor take(Tensor index) => Take.Call(this, index);
        public Tensor take_along_dim(Tensor indices, long dim) => TakeAlongDim.Call(this, indices, dim);
        public Tensor scatter(long dim, Tensor index, Tensor src) => ScatterSrc.Call(this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Scatter_Src.InPlace(this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => ScatterAdd.Call(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => ScatterAdd_.InPlace(this, dim, index, src);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            IndexAdd.Call(this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            IndexAdd_.InPlace(this, dim, index, source, alpha);
        public Tensor index_copy(long dim, Tensor index, Tensor source) => IndexCopy.Call(this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            IndexCopy_.InPlace(this, dim, index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) =>
            IndexFillIntScalar.Call(this, dim, index, value);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            IndexFill_IntScalar.InPlace(this, dim, index, value);
        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFillScalar.Call(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => MaskedFill_Scalar.InPlace(this, mask, value);
        public Tensor masked_select(Tensor mask) => MaskedSelect.Call(this, mask);
        public Tensor masked_scatter(Tensor mask, Tensor value) => MaskedScatter.Call(this, mask, value);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => MaskedScatter_.InPlace(this, mask, value);
        public Tensor select_scatter(Tensor src, long dim, long index) => SelectScatter.Call(this, src, dim, index);
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            SliceScatter.Call(this, src, dim, start, end, step);
        public Tensor where(Tensor condition, Tensor y) => WhereSelf.Call(condition, this, y);
        public Tensor nonzero() => Nonzero.Call(this);
        public Tensor argwhere() => Argwhere.Call(this);
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) =>
            SortStable.Call2(this, stable, dim, descending);
        public Tensor argsort(long dim = -1, bool descending = false) => Argsort.Call(this, dim, descending);
        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Topk.Call2(this, k, dim, largest, sorted);
        public Tensor bincount(Tensor? weights, long minlength = 0) => Bincount.Call(this, weights, minlength);
        public (Tensor, Tensor, Tensor) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            dim is { } d ? UniqueDim.Call3(this, d, sorted, return_inverse, return_counts) : Unique2.Call3(this, sorted, return_inverse, return_counts);

        private static readonly Op Unique2 = "_unique2", UniqueDim = "unique_dim";
    }

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);
    public static Tensor take(Tensor input, Tensor index) => input.take(index);
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) =>
        input.take_along_dim(indices, dim);
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) =>
        input.scatter_add(dim, index, src);
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) =>
        input.scatter_add_(dim, index, src);
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        input.index_add(dim, index, source, alpha);
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        input.index_add_(dim, index, source, alpha);
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) =>
        input.index_copy(dim, index, source);
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) =>
        input.index_copy_(dim, index, source);
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) =>
        input.index_fill(dim, index, value);
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) =>
        input.index_fill_(dim, index, value);
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) =>
        input.select_scatter(src, dim, index);
    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
        input.slice_scatter(src, dim, start, end, step);
    public static Tensor nonzero(Tensor input) => input.nonzero();
    public static Tensor argwhere(Tensor input) => input.argwhere();
    public static (Tensor, Tensor) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) =>
        input.argsort(dim, descending);
    public static (Tensor, Tensor) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) =>
        input.bincount(weights, minlength);
    public static (Tensor, Tensor, Tensor) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);
}
