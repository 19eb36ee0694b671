namespace TorchSharp;

public static partial class torch
{
    /// <content>Products of vectors and matrices.</content>
    public partial class Tensor
    {
        private static readonly Op
            Matmul = "matmul", Mm = "mm", Mv = "mv", Bmm = "bmm", Dot = "dot", Outer = "outer", Addmm = "addmm",
            Addmm_ = "addmm_", Baddbmm = "baddbmm", NormScalar = "norm.Scalar",
            NormScalarOptDim = "norm.ScalarOpt_dim", Tril = "tril", Tril_ = "tril_", Triu = "triu", Triu_ = "triu_",
            Diag = "diag", Diagonal = "diagonal", Trace = "trace";

        public Tensor matmul(Tensor target) => Matmul.Call(this, target);
        public Tensor mm(Tensor target) => Mm.Call(this, target);
        public Tensor mv(Tensor target) => Mv.Call(this, target);
        public Tensor bmm(Tensor batch2) => Bmm.Call(this, batch2);
        public Tensor dot(Tensor target) => Dot.Call(this, target);
        public Tensor outer(Tensor vec2) => Outer.Call(this, vec2);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Addmm.Call(this, mat1, mat2, beta, alpha);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Addmm_.InPlace(this, mat1, mat2, beta, alpha);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
            Baddbmm.Call(this, batch1, batch2, beta, alpha);
        public Tensor norm(float p = 2f) => NormScalar.Call(this, p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2f) =>
            NormScalarOptDim.Call(this, p, new long[] { dim }, keepdim);
        public Tensor tril(long diagonal = 0) => Tril.Call(this, diagonal);
        public Tensor tril_(long diagonal = 0) => Tril_.InPlace(this, diagonal);
        public Tensor triu(long diagonal = 0) => Triu.Call(this, diagonal);
        public Tensor triu_(long diagonal = 0) => Triu_.InPlace(this, diagonal);
        public Tensor diag(long diagonal = 0) => Diag.Call(this, diagonal);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Diagonal.Call(this, offset, dim1, dim2);
        public Tensor trace() => Trace.Call(this);

        private static readonly Op EinsumOp = "einsum";

        internal static Tensor Einsum(string equation, Tensor[] tensors) => EinsumOp.Call(equation, tensors);
    }

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        input.addmm(mat1, mat2, beta, alpha);
    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        input.addmm_(mat1, mat2, beta, alpha);
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) =>
        input.baddbmm(batch1, batch2, beta, alpha);
    public static Tensor norm(Tensor input, float p = 2f) => input.norm(p);
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2f) =>
        input.norm(dimension, keepdim, p);
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);
    public static Tensor tril_(Tensor input, long diagonal = 0) => input.tril_(diagonal);
    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);
    public static Tensor triu_(Tensor input, long diagonal = 0) => input.triu_(diagonal);
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);
    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) =>
        input.diagonal(offset, dim1, dim2);
    public static Tensor trace(Tensor input) => input.trace();

    public static Tensor einsum(string equation, params Tensor[] tensors) => Tensor.Einsum(equation, tensors);
}
