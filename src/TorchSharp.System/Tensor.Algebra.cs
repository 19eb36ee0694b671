namespace TorchSharp;

public static partial class torch
{
    /// <content>Products of vectors and matrices.</content>
    public partial class Tensor
    {
        private static readonly Op Matmul = "matmul", NormScalar = "norm.Scalar", Triu = "triu", Addmm_ = "addmm_", T = "t";

        public Tensor matmul(Tensor target) => Matmul.Call(this, target);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) =>
            Addmm_.InPlace(this, mat1, mat2, beta, alpha);
        public Tensor t() => T.Call(this);
        internal Tensor norm(float p = 2f) => NormScalar.Call(this, p);
        public Tensor triu(long diagonal = 0) => Triu.Call(this, diagonal);
    }
}
