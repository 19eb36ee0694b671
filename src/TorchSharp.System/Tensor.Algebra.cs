namespace TorchSharp;

public static partial class torch
{
    /// <content>Products of vectors and matrices.</content>
    public partial class Tensor
    {
        private static readonly Op Matmul = "matmul", NormScalar = "norm.Scalar", Triu = "triu";

        public Tensor matmul(Tensor target) => Matmul.Call(this, target);
        internal Tensor norm(float p = 2f) => NormScalar.Call(this, p);
        public Tensor triu(long diagonal = 0) => Triu.Call(this, diagonal);
    }
}
