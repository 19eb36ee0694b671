using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(Parameter weight, Parameter? bias = null) : base(nameof(Linear))
        {
            (out_features, in_features) = (weight.shape[0], weight.shape[1]);
            this.weight = weight;
            this.bias = bias;
        }

        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            (in_features, out_features) = (inputSize, outputSize);
            weight = new Parameter(empty(outputSize, inputSize, dtype, device));
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (!hasBias) return;
            bias = new Parameter(empty(outputSize, dtype, device));
            var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            nn.init.uniform_(bias, -bound, bound);
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        [field: ComponentName(Name = nameof(weight))]
        public Parameter weight
        {
            get;
            set => ConditionallyRegisterParameter(nameof(weight), Owned.Replace(ref field!, value));
        }

        [field: ComponentName(Name = nameof(bias))]
        public Parameter? bias
        {
            get;
            set => ConditionallyRegisterParameter(nameof(bias), Owned.Replace(ref field, value));
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }

    internal static class Owned
    {
        /// <summary>Puts a parameter into a module's field, where it outlives the dispose scope it was made in.</summary>
        internal static Parameter? Replace(ref Parameter? field, Parameter? value)
        {
            if (ReferenceEquals(field, value)) return value;
            field?.Dispose();
            value?.DetachFromDisposeScope();
            return field = value;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);
        }
    }
}
