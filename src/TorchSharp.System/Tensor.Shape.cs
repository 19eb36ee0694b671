namespace TorchSharp;

public static partial class torch
{
    /// <content>Other views of the same numbers, and copies of them.</content>
    public partial class Tensor
    {
        private static readonly Op
            View = "view", Reshape = "reshape", TransposeInt = "transpose.int", Permute = "permute",
            Unsqueeze = "unsqueeze", ExpandAs = "expand_as",
            RepeatInterleaveSelfInt = "repeat_interleave.self_int", Narrow = "narrow",
            SliceTensor = "slice.Tensor", UnbindInt = "unbind.int",
            Contiguous = "contiguous", Alias = "alias", Clone = "clone", Detach = "detach";

        public Tensor view(params long[] shape) => View.Call(this, shape);
        public Tensor reshape(params long[] shape) => Reshape.Call(this, shape);
        public Tensor transpose(long dim0, long dim1) => TransposeInt.Call(this, dim0, dim1);
        public Tensor permute(params long[] permutation) => Permute.Call(this, permutation);
        public Tensor unsqueeze(long dim) => Unsqueeze.Call(this, dim);
        public Tensor squeeze(long? dim = null) => dim is { } d ? SqueezeDim.Call(this, d) : SqueezeAll.Call(this);
        public Tensor expand_as(Tensor other) => ExpandAs.Call(this, other);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            RepeatInterleaveSelfInt.Call(this, repeats, dim, output_size);
        public Tensor narrow(long dim, long start, long length) => Narrow.Call(this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) =>
            SliceTensor.Call(this, dim, start, finish, step);
        public Tensor[] unbind(long dimension = 0) => UnbindInt.CallList(this, dimension);
        public Tensor contiguous() => Contiguous.Call(this);
        public Tensor alias() => Alias.Call(this);
        public Tensor clone() => Clone.Call(this);
        public Tensor detach() => Detach.Call(this);

        private static readonly Op SqueezeAll = "squeeze", SqueezeDim = "squeeze.dim";
    }
}
