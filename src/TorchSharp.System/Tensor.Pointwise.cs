namespace TorchSharp;

public static partial class torch
{
    /// <content>Functions of one tensor, element by element.</content>
    public partial class Tensor
    {
        private static readonly Op
            Abs = "abs", Abs_ = "abs_", Ceil = "ceil", Ceil_ = "ceil_", Cos = "cos", Cos_ = "cos_", Sin = "sin",
            Sin_ = "sin_", Tan = "tan", Exp = "exp", Exp_ = "exp_", Expm1 = "expm1", Expm1_ = "expm1_",
            Floor = "floor", Floor_ = "floor_", Frac = "frac", Log = "log", Log_ = "log_", Log10 = "log10",
            Log1p = "log1p", Log1p_ = "log1p_", Log2 = "log2", Neg = "neg", Neg_ = "neg_",
            Reciprocal = "reciprocal", Reciprocal_ = "reciprocal_", Relu = "relu", Relu_ = "relu_", Rsqrt = "rsqrt",
            Rsqrt_ = "rsqrt_", Sigmoid = "sigmoid", Sigmoid_ = "sigmoid_", Sign = "sign", Sign_ = "sign_",
            Silu = "silu", Silu_ = "silu_", Sqrt = "sqrt", Sqrt_ = "sqrt_", Square = "square", Tanh = "tanh",
            Tanh_ = "tanh_", Trunc = "trunc", Trunc_ = "trunc_", Erf = "erf", Erfc = "erfc", Lgamma = "lgamma",
            Digamma = "digamma", Gelu = "gelu", Isnan = "isnan", Isinf = "isinf", Isfinite = "isfinite",
            Isposinf = "isposinf", Isneginf = "isneginf", LogSigmoid = "log_sigmoid", LogicalNot = "logical_not",
            LogicalNot_ = "logical_not_", BitwiseNot = "bitwise_not", Signbit = "signbit", Positive = "positive",
            RoundDecimals = "round.decimals", Round_Decimals = "round_.decimals", Softplus = "softplus",
            Logit = "logit", Elu = "elu", LeakyRelu = "leaky_relu", Hardtanh = "hardtanh", NanToNum = "nan_to_num",
            NanToNum_ = "nan_to_num_", Clamp = "clamp", ClampTensor = "clamp.Tensor", Clamp_ = "clamp_",
            Clamp_Tensor = "clamp_.Tensor", ClampMin = "clamp_min", ClampMin_ = "clamp_min_",
            ClampMax = "clamp_max", ClampMax_ = "clamp_max_";

        public Tensor abs() => Abs.Call(this);
        public Tensor abs_() => Abs_.InPlace(this);
        public Tensor ceil() => Ceil.Call(this);
        public Tensor ceil_() => Ceil_.InPlace(this);
        public Tensor cos() => Cos.Call(this);
        public Tensor cos_() => Cos_.InPlace(this);
        public Tensor sin() => Sin.Call(this);
        public Tensor sin_() => Sin_.InPlace(this);
        public Tensor tan() => Tan.Call(this);
        public Tensor exp() => Exp.Call(this);
        public Tensor exp_() => Exp_.InPlace(this);
        public Tensor expm1() => Expm1.Call(this);
        public Tensor expm1_() => Expm1_.InPlace(this);
        public Tensor floor() => Floor.Call(this);
        public Tensor floor_() => Floor_.InPlace(this);
        public Tensor frac() => Frac.Call(this);
        public Tensor log() => Log.Call(this);
        public Tensor log_() => Log_.InPlace(this);
        public Tensor log10() => Log10.Call(this);
        public Tensor log1p() => Log1p.Call(this);
        public Tensor log1p_() => Log1p_.InPlace(this);
        public Tensor log2() => Log2.Call(this);
        public Tensor neg() => Neg.Call(this);
        public Tensor neg_() => Neg_.InPlace(this);
        public Tensor reciprocal() => Reciprocal.Call(this);
        public Tensor reciprocal_() => Reciprocal_.InPlace(this);
        public Tensor relu() => Relu.Call(this);
        public Tensor relu_() => Relu_.InPlace(this);
        public Tensor rsqrt() => Rsqrt.Call(this);
        public Tensor rsqrt_() => Rsqrt_.InPlace(this);
        public Tensor sigmoid() => Sigmoid.Call(this);
        public Tensor sigmoid_() => Sigmoid_.InPlace(this);
        public Tensor sign() => Sign.Call(this);
        public Tensor sign_() => Sign_.InPlace(this);
        public Tensor silu() => Silu.Call(this);
        public Tensor silu_() => Silu_.InPlace(this);
        public Tensor sqrt() => Sqrt.Call(this);
        public Tensor sqrt_() => Sqrt_.InPlace(this);
        public Tensor square() => Square.Call(this);
        public Tensor tanh() => Tanh.Call(this);
        public Tensor tanh_() => Tanh_.InPlace(this);
        public Tensor trunc() => Trunc.Call(this);
        public Tensor trunc_() => Trunc_.InPlace(this);
        public Tensor erf() => Erf.Call(this);
        public Tensor erfc() => Erfc.Call(this);
        public Tensor lgamma() => Lgamma.Call(this);
        public Tensor digamma() => Digamma.Call(this);
        public Tensor gelu() => Gelu.Call(this);
        public Tensor isnan() => Isnan.Call(this);
        public Tensor isinf() => Isinf.Call(this);
        public Tensor isfinite() => Isfinite.Call(this);
        public Tensor isposinf() => Isposinf.Call(this);
        public Tensor isneginf() => Isneginf.Call(this);
        public Tensor log_sigmoid() => LogSigmoid.Call(this);
        public Tensor logical_not() => LogicalNot.Call(this);
        public Tensor logical_not_() => LogicalNot_.InPlace(this);
        public Tensor bitwise_not() => BitwiseNot.Call(this);
        public Tensor signbit() => Signbit.Call(this);
        public Tensor negative() => neg();
        public Tensor positive() => Positive.Call(this);
        public Tensor absolute() => abs();
        public Tensor round(long decimals = 0) => RoundDecimals.Call(this, decimals);
        public Tensor round_(long decimals = 0) => Round_Decimals.InPlace(this, decimals);
        public Tensor softplus(double beta = 1, double threshold = 20) => Softplus.Call(this, beta, threshold);
        public Tensor logit(double? eps = null) => Logit.Call(this, eps);
        public Tensor elu(double alpha = 1) => Elu.Call(this, alpha);
        public Tensor leaky_relu(Scalar negative_slope) => LeakyRelu.Call(this, negative_slope);
        public Tensor hardtanh(Scalar min, Scalar max) => Hardtanh.Call(this, min, max);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            NanToNum.Call(this, nan, posinf, neginf);
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            NanToNum_.InPlace(this, nan, posinf, neginf);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Clamp.Call(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => ClampTensor.Call(this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Clamp_.InPlace(this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Clamp_Tensor.InPlace(this, min, max);
        public Tensor clamp_min(Scalar min) => ClampMin.Call(this, min);
        public Tensor clamp_min_(Scalar min) => ClampMin_.InPlace(this, min);
        public Tensor clamp_max(Scalar max) => ClampMax.Call(this, max);
        public Tensor clamp_max_(Scalar max) => ClampMax_.InPlace(this, max);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
    }

    public static Tensor abs(Tensor input) => input.abs();
    public static Tensor abs_(Tensor input) => input.abs_();
    public static Tensor ceil(Tensor input) => input.ceil();
    public static Tensor ceil_(Tensor input) => input.ceil_();
    public static Tensor cos(Tensor input) => input.cos();
    public static Tensor cos_(Tensor input) => input.cos_();
    public static Tensor sin(Tensor input) => input.sin();
    public static Tensor sin_(Tensor input) => input.sin_();
    public static Tensor tan(Tensor input) => input.tan();
    public static Tensor exp(Tensor input) => input.exp();
    public static Tensor exp_(Tensor input) => input.exp_();
    public static Tensor expm1(Tensor input) => input.expm1();
    public static Tensor expm1_(Tensor input) => input.expm1_();
    public static Tensor floor(Tensor input) => input.floor();
    public static Tensor floor_(Tensor input) => input.floor_();
    public static Tensor frac(Tensor input) => input.frac();
    public static Tensor log(Tensor input) => input.log();
    public static Tensor log_(Tensor input) => input.log_();
    public static Tensor log10(Tensor input) => input.log10();
    public static Tensor log1p(Tensor input) => input.log1p();
    public static Tensor log1p_(Tensor input) => input.log1p_();
    public static Tensor log2(Tensor input) => input.log2();
    public static Tensor neg(Tensor input) => input.neg();
    public static Tensor neg_(Tensor input) => input.neg_();
    public static Tensor reciprocal(Tensor input) => input.reciprocal();
    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();
    public static Tensor rsqrt(Tensor input) => input.rsqrt();
    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();
    public static Tensor sigmoid(Tensor input) => input.sigmoid();
    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
    public static Tensor sign(Tensor input) => input.sign();
    public static Tensor sign_(Tensor input) => input.sign_();
    public static Tensor sqrt(Tensor input) => input.sqrt();
    public static Tensor sqrt_(Tensor input) => input.sqrt_();
    public static Tensor square(Tensor input) => input.square();
    public static Tensor tanh(Tensor input) => input.tanh();
    public static Tensor tanh_(Tensor input) => input.tanh_();
    public static Tensor trunc(Tensor input) => input.trunc();
    public static Tensor trunc_(Tensor input) => input.trunc_();
    public static Tensor erf(Tensor input) => input.erf();
    public static Tensor erfc(Tensor input) => input.erfc();
    public static Tensor lgamma(Tensor input) => input.lgamma();
    public static Tensor digamma(Tensor input) => input.digamma();
    public static Tensor isnan(Tensor input) => input.isnan();
    public static Tensor isinf(Tensor tensor) => tensor.isinf();
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();
    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();
    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();
    public static Tensor logical_not(Tensor input) => input.logical_not();
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();
    public static Tensor signbit(Tensor input) => input.signbit();
    public static Tensor negative(Tensor input) => input.negative();
    public static Tensor positive(Tensor input) => input.positive();
    public static Tensor absolute(Tensor input) => input.absolute();
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);
    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);
    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num(nan, posinf, neginf);
    public static Tensor nan_to_num_(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) =>
        input.nan_to_num_(nan, posinf, neginf);
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);
    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);
    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);
    public static Tensor clamp_min_(Tensor input, Scalar min) => input.clamp_min_(min);
    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);
    public static Tensor clamp_max_(Tensor input, Scalar max) => input.clamp_max_(max);
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);
}
