namespace TorchSharp;

public static partial class torch
{
    /// <content>Other views of the same numbers, and copies of them.</content>
    public partial class Tensor
    {
        private static readonly Op
            View = "view", ViewAs = "view_as", Reshape = "reshape", FlattenUsingInts = "flatten.using_ints",
            UnflattenInt = "unflatten.int", TransposeInt = "transpose.int", Transpose_ = "transpose_",
            Swapaxes = "swapaxes", Swapdims = "swapdims", Permute = "permute", MovedimIntlist = "movedim.intlist",
            TransposeMatrix = "t", Unsqueeze = "unsqueeze", Unsqueeze_ = "unsqueeze_", Expand = "expand",
            ExpandAs = "expand_as", BroadcastTo = "broadcast_to", Repeat = "repeat", Tile = "tile",
            RepeatInterleaveSelfInt = "repeat_interleave.self_int",
            RepeatInterleaveSelfTensor = "repeat_interleave.self_Tensor", Flip = "flip", Roll = "roll",
            Narrow = "narrow", SliceTensor = "slice.Tensor", SelectInt = "select.int", UnbindInt = "unbind.int",
            Chunk = "chunk", SplitTensor = "split.Tensor", SplitWithSizes = "split_with_sizes", Unfold = "unfold",
            Contiguous = "contiguous", Alias = "alias", Clone = "clone", Detach = "detach", Detach_ = "detach_",
            Ravel = "ravel", AsStrided = "as_strided";

        public Tensor view(params long[] shape) => View.Call(this, shape);
        public Tensor view_as(Tensor other) => ViewAs.Call(this, other);
        public Tensor reshape(params long[] shape) => Reshape.Call(this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => FlattenUsingInts.Call(this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes) => UnflattenInt.Call(this, dim, sizes);
        public Tensor transpose(long dim0, long dim1) => TransposeInt.Call(this, dim0, dim1);
        public Tensor transpose_(long dim0, long dim1) => Transpose_.InPlace(this, dim0, dim1);
        public Tensor swapaxes(long dim0, long dim1) => Swapaxes.Call(this, dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => Swapdims.Call(this, dim0, dim1);
        public Tensor permute(params long[] permutation) => Permute.Call(this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor movedim(long[] source, long[] destination) => MovedimIntlist.Call(this, source, destination);
        public Tensor t() => TransposeMatrix.Call(this);
        public Tensor unsqueeze(long dim) => Unsqueeze.Call(this, dim);
        public Tensor unsqueeze_(long dim) => Unsqueeze_.InPlace(this, dim);
        public Tensor squeeze(long? dim = null) => dim is { } d ? SqueezeDim.Call(this, d) : SqueezeAll.Call(this);
        public Tensor squeeze_(long? dim = null) =>
            dim is { } d ? Squeeze_Dim.InPlace(this, d) : Squeeze_All.InPlace(this);
        public Tensor expand(params long[] sizes) => Expand.Call(this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Expand.Call(this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Expand.Call(this, sizes.ToArray(), isImplicit);
        public Tensor expand_as(Tensor other) => ExpandAs.Call(this, other);
        public Tensor broadcast_to(params long[] shape) => BroadcastTo.Call(this, shape);
        public Tensor repeat(params long[] sizes) => Repeat.Call(this, sizes);
        public Tensor tile(long[] reps) => Tile.Call(this, reps);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            RepeatInterleaveSelfInt.Call(this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            RepeatInterleaveSelfTensor.Call(this, repeats, dim, output_size);
        public Tensor flip(params long[] dims) => Flip.Call(this, dims);
        public Tensor roll(long shifts, long? dims = null) =>
            Roll.Call(this, new long[] { shifts }, dims is { } d ? new long[] { d } : []);
        public Tensor narrow(long dim, long start, long length) => Narrow.Call(this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) =>
            SliceTensor.Call(this, dim, start, finish, step);
        public Tensor select(long dim, long index) => SelectInt.Call(this, dim, index);
        public Tensor[] unbind(long dimension = 0) => UnbindInt.CallList(this, dimension);
        public Tensor[] chunk(long chunks, long dim = 0) => Chunk.CallList(this, chunks, dim);
        public Tensor[] split(long size, int dim = 0) => SplitTensor.CallList(this, size, dim);
        public Tensor[] split(long[] sizes, long dim = 0) => SplitWithSizes.CallList(this, sizes, dim);
        public Tensor unfold(long dimension, long size, long step) => Unfold.Call(this, dimension, size, step);
        public Tensor contiguous() => Contiguous.Call(this);
        public Tensor alias() => Alias.Call(this);
        public Tensor clone() => Clone.Call(this);
        public Tensor detach() => Detach.Call(this);
        public Tensor detach_() => Detach_.InPlace(this);
        public Tensor ravel() => Ravel.Call(this);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            AsStrided.Call(this, size, strides, storageOffset);

        private static readonly Op
            SqueezeAll = "squeeze", SqueezeDim = "squeeze.dim", Squeeze_All = "squeeze_", Squeeze_Dim = "squeeze_.dim";

        public Tensor T => Dimensions == 2 ? t() : permute(Enumerable.Range(0, (int)Dimensions).Reverse().Select(d => (long)d).ToArray());

        public Tensor mT => transpose(-2, -1);
    }

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) =>
        input.flatten(start_dim, end_dim);
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => input.unflatten(dim, sizes);
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.swapaxes(axis0, axis1);
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);
    public static Tensor t(Tensor input) => input.t();
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);
    public static Tensor unsqueeze_(Tensor input, long dim) => input.unsqueeze_(dim);
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);
    public static Tensor[] unbind(Tensor input, long dim = 0) => input.unbind(dim);
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) =>
        tensor.split(split_size_or_sections, dim);
    public static Tensor clone(Tensor input) => input.clone();
    public static Tensor ravel(Tensor input) => input.ravel();
}
