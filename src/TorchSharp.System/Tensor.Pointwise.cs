namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of one tensor, element by element.</content>
    public partial class Tensor
    {
        private static readonly Op
            Abs = "abs", Exp = "exp", Exp_ = "exp_", Neg = "neg", Reciprocal = "reciprocal",
            Sqrt = "sqrt", Isinf = "isinf", Isfinite = "isfinite",
            Clamp = "clamp", ClampMin = "clamp_min",
            ClampMax = "clamp_max";

        public Tensor abs() => Abs.Call(this);
        public Tensor exp() => Exp.Call(this);
        public Tensor exp_() => Exp_.InPlace(this);
        internal Tensor neg() => Neg.Call(this);
        internal Tensor reciprocal() => Reciprocal.Call(this);
        internal Tensor sqrt() => Sqrt.Call(this);
        public Tensor isinf() => Isinf.Call(this);
        public Tensor isfinite() => Isfinite.Call(this);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Clamp.Call(this, min, max);
        public Tensor clamp_min(Scalar min) => ClampMin.Call(this, min);
        public Tensor clamp_max(Scalar max) => ClampMax.Call(this, max);
    }
}
