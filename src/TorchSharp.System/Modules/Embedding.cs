using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private static readonly Op Lookup = "embedding", Renormalize = "embedding_renorm_";

        private readonly long _padding;
        private readonly double? _maxNorm;
        private readonly double _normType;
        private readonly bool _scaleByFrequency, _sparse;

        // The name of this field is the one that a file of the parameters has.
        private readonly Parameter weight;

        internal Embedding(long count, long dims, long? padding, double? maxNorm, double normType, bool scaleByFrequency, bool sparse, Device? device, ScalarType? dtype)
            : base(nameof(Embedding))
        {
            (_padding, _maxNorm, _normType) = (padding is { } p ? p < 0 ? p + count : p : -1, maxNorm, normType);
            (_scaleByFrequency, _sparse) = (scaleByFrequency, sparse);
            weight = new Parameter(empty([count, dims], dtype, device).normal_());
            RegisterComponents();
            if (_padding < 0) return;
            using var unrecorded = no_grad();
            using var row = weight[_padding];
            row.zero_();
        }

        public override Tensor forward(Tensor input)
        {
            if (_maxNorm is { } limit)
            {
                using var unrecorded = no_grad();
                using var indices = input.contiguous();
                Renormalize.InPlace(weight, indices, limit, _normType);
            }
            return Lookup.Call(weight, input, _padding, _scaleByFrequency, _sparse);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);
        }
    }
}
