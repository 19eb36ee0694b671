namespace TorchSharp;

public static partial class torch
{
    /// <content>Comparisons and logic, element by element.</content>
    public partial class Tensor
    {
        private static readonly Op
            EqTensor = "eq.Tensor", EqScalar = "eq.Scalar", NeTensor = "ne.Tensor",
            NeScalar = "ne.Scalar", LtTensor = "lt.Tensor", LtScalar = "lt.Scalar",
            GtTensor = "gt.Tensor", GtScalar = "gt.Scalar", LogicalAnd = "logical_and",
            LogicalOr = "logical_or", Allclose = "allclose", Equal = "equal";

        public Tensor eq(Tensor target) => EqTensor.Call(this, target);
        internal Tensor eq(Scalar target) => EqScalar.Call(this, target);
        internal Tensor ne(Tensor target) => NeTensor.Call(this, target);
        internal Tensor ne(Scalar target) => NeScalar.Call(this, target);
        internal Tensor lt(Tensor target) => LtTensor.Call(this, target);
        internal Tensor lt(Scalar target) => LtScalar.Call(this, target);
        internal Tensor gt(Tensor target) => GtTensor.Call(this, target);
        internal Tensor gt(Scalar target) => GtScalar.Call(this, target);
        public Tensor logical_and(Tensor other) => LogicalAnd.Call(this, other);
        public Tensor logical_or(Tensor other) => LogicalOr.Call(this, other);
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Allclose.CallBool(this, target, rtol, atol, equal_nan);
    }
}
