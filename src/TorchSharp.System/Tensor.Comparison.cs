namespace TorchSharp;

public static partial class torch
{
    /// <content>Comparisons and logic, element by element.</content>
    public partial class Tensor
    {
        private static readonly Op
            EqTensor = "eq.Tensor", EqScalar = "eq.Scalar", Eq_Tensor = "eq_.Tensor", Eq_Scalar = "eq_.Scalar",
            NeTensor = "ne.Tensor", NeScalar = "ne.Scalar", Ne_Tensor = "ne_.Tensor", Ne_Scalar = "ne_.Scalar",
            LtTensor = "lt.Tensor", LtScalar = "lt.Scalar", Lt_Tensor = "lt_.Tensor", Lt_Scalar = "lt_.Scalar",
            LeTensor = "le.Tensor", LeScalar = "le.Scalar", Le_Tensor = "le_.Tensor", Le_Scalar = "le_.Scalar",
            GtTensor = "gt.Tensor", GtScalar = "gt.Scalar", Gt_Tensor = "gt_.Tensor", Gt_Scalar = "gt_.Scalar",
            GeTensor = "ge.Tensor", GeScalar = "ge.Scalar", Ge_Tensor = "ge_.Tensor", Ge_Scalar = "ge_.Scalar",
            LogicalAnd = "logical_and", LogicalAnd_ = "logical_and_", LogicalOr = "logical_or",
            LogicalOr_ = "logical_or_", LogicalXor = "logical_xor", LogicalXor_ = "logical_xor_",
            BitwiseAndTensor = "bitwise_and.Tensor", BitwiseOrTensor = "bitwise_or.Tensor",
            BitwiseXorTensor = "bitwise_xor.Tensor", Isclose = "isclose", IsinTensorTensor = "isin.Tensor_Tensor",
            Allclose = "allclose", Equal = "equal";

        public Tensor eq(Tensor target) => EqTensor.Call(this, target);
        public Tensor eq(Scalar target) => EqScalar.Call(this, target);
        public Tensor eq_(Tensor target) => Eq_Tensor.InPlace(this, target);
        public Tensor eq_(Scalar target) => Eq_Scalar.InPlace(this, target);
        public Tensor ne(Tensor target) => NeTensor.Call(this, target);
        public Tensor ne(Scalar target) => NeScalar.Call(this, target);
        public Tensor ne_(Tensor target) => Ne_Tensor.InPlace(this, target);
        public Tensor ne_(Scalar target) => Ne_Scalar.InPlace(this, target);
        public Tensor lt(Tensor target) => LtTensor.Call(this, target);
        public Tensor lt(Scalar target) => LtScalar.Call(this, target);
        public Tensor lt_(Tensor target) => Lt_Tensor.InPlace(this, target);
        public Tensor lt_(Scalar target) => Lt_Scalar.InPlace(this, target);
        public Tensor le(Tensor target) => LeTensor.Call(this, target);
        public Tensor le(Scalar target) => LeScalar.Call(this, target);
        public Tensor le_(Tensor target) => Le_Tensor.InPlace(this, target);
        public Tensor le_(Scalar target) => Le_Scalar.InPlace(this, target);
        public Tensor gt(Tensor target) => GtTensor.Call(this, target);
        public Tensor gt(Scalar target) => GtScalar.Call(this, target);
        public Tensor gt_(Tensor target) => Gt_Tensor.InPlace(this, target);
        public Tensor gt_(Scalar target) => Gt_Scalar.InPlace(this, target);
        public Tensor ge(Tensor target) => GeTensor.Call(this, target);
        public Tensor ge(Scalar target) => GeScalar.Call(this, target);
        public Tensor ge_(Tensor target) => Ge_Tensor.InPlace(this, target);
        public Tensor ge_(Scalar target) => Ge_Scalar.InPlace(this, target);
        public Tensor equal(Tensor target) => eq(target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor less(Tensor target) => lt(target);
        public Tensor less_equal(Tensor target) => le(target);
        public Tensor greater(Tensor target) => gt(target);
        public Tensor greater_equal(Tensor target) => ge(target);
        public Tensor logical_and(Tensor other) => LogicalAnd.Call(this, other);
        public Tensor logical_and_(Tensor other) => LogicalAnd_.InPlace(this, other);
        public Tensor logical_or(Tensor other) => LogicalOr.Call(this, other);
        public Tensor logical_or_(Tensor other) => LogicalOr_.InPlace(this, other);
        public Tensor logical_xor(Tensor other) => LogicalXor.Call(this, other);
        public Tensor logical_xor_(Tensor other) => LogicalXor_.InPlace(this, other);
        public Tensor bitwise_and(Tensor other) => BitwiseAndTensor.Call(this, other);
        public Tensor bitwise_or(Tensor other) => BitwiseOrTensor.Call(this, other);
        public Tensor bitwise_xor(Tensor other) => BitwiseXorTensor.Call(this, other);
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Isclose.Call(this, other, rtol, atol, nanEqual);
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            IsinTensorTensor.Call(this, test_elements, assumeUnique, invert);
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Allclose.CallBool(this, target, rtol, atol, equal_nan);
        public bool Equals(Tensor target) => Equal.CallBool(this, target);
    }

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);
    public static Tensor le(Tensor left, Tensor right) => left.le(right);
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);
    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);
    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);
    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);
    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);
    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);
    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);
    public static Tensor logical_or_(Tensor left, Tensor right) => left.logical_or_(right);
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);
    public static Tensor logical_xor_(Tensor left, Tensor right) => left.logical_xor_(right);
    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);
    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);
    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        tensor.isin(test_elements, assumeUnique, invert);
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);
}
