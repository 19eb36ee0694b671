using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private static readonly Op Apply = "layer_norm";

        private readonly long[] _shape;
        private readonly double _eps;

        // The names of these fields are those that a file of the parameters has.
        private readonly Parameter? weight;
        private readonly Parameter? bias;

        internal LayerNorm(long[] shape, double eps, bool affine, bool withBias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
        {
            (_shape, _eps) = (shape, eps);
            if (affine) weight = new Parameter(ones(shape, dtype, device));
            if (affine && withBias) bias = new Parameter(zeros(shape, dtype, device));
            RegisterComponents();
        }

        public override Tensor forward(Tensor tensor) => Apply.Call(tensor, _shape, weight, bias, _eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
