namespace TorchSharp;

public static partial class torch
{
    /// <content>Arithmetic of two tensors, or of a tensor and a number.</content>
    public partial class Tensor
    {
        private static readonly Op
            AddTensor = "add.Tensor", AddScalar = "add.Scalar", Add_Tensor = "add_.Tensor",
            Add_Scalar = "add_.Scalar", SubTensor = "sub.Tensor", SubScalar = "sub.Scalar",
            Sub_Tensor = "sub_.Tensor", MulTensor = "mul.Tensor", MulScalar = "mul.Scalar",
            Mul_Tensor = "mul_.Tensor", Mul_Scalar = "mul_.Scalar", DivTensor = "div.Tensor",
            DivScalar = "div.Scalar", Maximum = "maximum", Minimum = "minimum",
            Addcmul_ = "addcmul_", Addcdiv_ = "addcdiv_";

        internal Tensor add(Tensor target) => AddTensor.Call(this, target);
        internal Tensor add(Scalar scalar) => AddScalar.Call(this, scalar);
        public Tensor add_(Tensor target) => Add_Tensor.InPlace(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Add_Tensor.InPlace(this, target, alpha);
        internal Tensor add_(Scalar scalar) => Add_Scalar.InPlace(this, scalar);
        internal Tensor sub(Tensor target) => SubTensor.Call(this, target);
        internal Tensor sub(Scalar target) => SubScalar.Call(this, target);
        public Tensor sub_(Tensor target) => Sub_Tensor.InPlace(this, target);
        internal Tensor mul(Tensor target) => MulTensor.Call(this, target);
        internal Tensor mul(Scalar target) => MulScalar.Call(this, target);
        public Tensor mul_(Tensor target) => Mul_Tensor.InPlace(this, target);
        public Tensor mul_(Scalar target) => Mul_Scalar.InPlace(this, target);
        internal Tensor div(Tensor target) => DivTensor.Call(this, target);
        internal Tensor div(Scalar target) => DivScalar.Call(this, target);
        internal static Tensor MaximumOf(Tensor left, Tensor right) => Maximum.Call(left, right);
        internal static Tensor MinimumOf(Tensor left, Tensor right) => Minimum.Call(left, right);
        internal Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcmul_.InPlace(this, tensor1, tensor2, value);
        internal Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Addcdiv_.InPlace(this, tensor1, tensor2, value);
    }

    public static Tensor maximum(Tensor input, Tensor other) => Tensor.MaximumOf(input, other);
    public static Tensor minimum(Tensor input, Tensor other) => Tensor.MinimumOf(input, other);
}
