namespace TorchSharp;

/// <summary>How the edge of a tensor is continued.</summary>
public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op
                Softmax = "softmax.int", LogSigmoid = "log_sigmoid", Relu = "relu", Relu_ = "relu_", Pad = "pad";

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Softmax.Call(input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            public static Tensor logsigmoid(Tensor x) => LogSigmoid.Call(x);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Relu_.InPlace(x).alias() : Relu.Call(x);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Pad.Call(input, pad, mode.ToString().ToLowerInvariant(), mode == PaddingModes.Constant ? value : Arg.None);
        }
    }
}
