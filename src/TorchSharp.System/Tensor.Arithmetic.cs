namespace TorchSharp;

public static partial class torch
{
    /// <content>Arithmetic of two tensors, or of a tensor and a number.</content>
    public partial class Tensor
    {
        private static readonly Op
            AddTensor = "add.Tensor", AddScalar = "add.Scalar", Add_Tensor = "add_.Tensor",
            Add_Scalar = "add_.Scalar", SubTensor = "sub.Tensor", SubScalar = "sub.Scalar",
            Sub_Tensor = "sub_.Tensor", Sub_Scalar = "sub_.Scalar", MulTensor = "mul.Tensor",
            MulScalar = "mul.Scalar", Mul_Tensor = "mul_.Tensor", Mul_Scalar = "mul_.Scalar",
            DivTensorMode = "div.Tensor_mode", DivScalarMode = "div.Scalar_mode",
            Div_TensorMode = "div_.Tensor_mode", Div_ScalarMode = "div_.Scalar_mode",
            TrueDivideTensor = "true_divide.Tensor", FloorDivide = "floor_divide",
            FloorDivideScalar = "floor_divide.Scalar", RemainderTensor = "remainder.Tensor",
            RemainderScalar = "remainder.Scalar", FmodTensor = "fmod.Tensor", FmodScalar = "fmod.Scalar",
            PowTensorTensor = "pow.Tensor_Tensor", PowTensorScalar = "pow.Tensor_Scalar",
            Pow_Tensor = "pow_.Tensor", Pow_Scalar = "pow_.Scalar", Maximum = "maximum", Minimum = "minimum",
            MaxOther = "max.other", MinOther = "min.other", Atan2 = "atan2", Logaddexp = "logaddexp",
            XlogyTensor = "xlogy.Tensor", LerpTensor = "lerp.Tensor", Addcmul = "addcmul", Addcmul_ = "addcmul_",
            Addcdiv = "addcdiv", Addcdiv_ = "addcdiv_";

        public Tensor add(Tensor target) => AddTensor.Call(this, target);
        public Tensor add(Tensor target, Scalar alpha) => AddTensor.Call(this, target, alpha);
        public Tensor add(Scalar scalar) => AddScalar.Call(this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => AddScalar.Call(this, scalar, alpha);
        public Tensor add_(Tensor target) => Add_Tensor.InPlace(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Add_Tensor.InPlace(this, target, alpha);
        public Tensor add_(Scalar scalar) => Add_Scalar.InPlace(this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Add_Scalar.InPlace(this, scalar, alpha);
        public Tensor sub(Tensor target) => SubTensor.Call(this, target);
        public Tensor sub(Scalar target) => SubScalar.Call(this, target);
        public Tensor sub_(Tensor target) => Sub_Tensor.InPlace(this, target);
        public Tensor sub_(Scalar target) => Sub_Scalar.InPlace(this, target);
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);
        public Tensor mul(Tensor target) => MulTensor.Call(this, target);
        public Tensor mul(Scalar target) => MulScalar.Call(this, target);
        public Tensor mul_(Tensor target) => Mul_Tensor.InPlace(this, target);
        public Tensor mul_(Scalar target) => Mul_Scalar.InPlace(this, target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            DivTensorMode.Call(this, target, Rounding(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            DivScalarMode.Call(this, target, Rounding(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Div_TensorMode.InPlace(this, target, Rounding(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Div_ScalarMode.InPlace(this, target, Rounding(rounding_mode));
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            div(target, rounding_mode);
        public Tensor true_divide(Tensor other) => TrueDivideTensor.Call(this, other);
        public Tensor floor_divide(Tensor other) => FloorDivide.Call(this, other);
        public Tensor floor_divide(Scalar other) => FloorDivideScalar.Call(this, other);
        public Tensor remainder(Tensor target) => RemainderTensor.Call(this, target);
        public Tensor remainder(Scalar scalar) => RemainderScalar.Call(this, scalar);
        public Tensor fmod(Tensor target) => FmodTensor.Call(this, target);
        public Tensor fmod(Scalar scalar) => FmodScalar.Call(this, scalar);
        public Tensor pow(Tensor exponent) => PowTensorTensor.Call(this, exponent);
        public Tensor pow(Scalar exponent) => PowTensorScalar.Call(this, exponent);
        public Tensor pow_(Tensor exponent) => Pow_Tensor.InPlace(this, exponent);
        public Tensor pow_(Scalar exponent) => Pow_Scalar.InPlace(this, exponent);
        public Tensor maximum(Tensor other) => Maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Minimum.Call(this, other);
        public Tensor max(Tensor other) => MaxOther.Call(this, other);
        public Tensor min(Tensor other) => MinOther.Call(this, other);
        public Tensor atan2(Tensor other) => Atan2.Call(this, other);
        public Tensor logaddexp(Tensor other) => Logaddexp.Call(this, other);
        public Tensor xlogy(Tensor y) => XlogyTensor.Call(this, y);
        public Tensor lerp(Tensor end, Tensor weight) => LerpTensor.Call(this, end, weight);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcmul.Call(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcmul_.InPlace(this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcdiv.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcdiv_.InPlace(this, tensor1, tensor2, value);

        private static string? Rounding(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }

    public static Tensor add(Tensor left, Tensor right) => left.add(right);
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);
    public static Tensor add(Tensor left, Scalar right) => left.add(right);
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);
    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);
    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);
    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);
    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);
    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);
    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);
    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);
    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);
    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);
    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div(right, rounding_mode);
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div(right, rounding_mode);
    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div_(right, rounding_mode);
    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div_(right, rounding_mode);
    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);
    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.divide(right, rounding_mode);
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);
    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);
    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);
    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);
    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);
    public static Tensor max(Tensor input, Tensor other) => input.max(other);
    public static Tensor min(Tensor input, Tensor other) => input.min(other);
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);
    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);
    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcmul(tensor1, tensor2, value);
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcmul_(tensor1, tensor2, value);
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcdiv(tensor1, tensor2, value);
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcdiv_(tensor1, tensor2, value);

    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }
}
