using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        private static readonly Op Apply = "linear";

        // The names of these fields are those that a file of the parameters has.
        private readonly Parameter weight;
        private readonly Parameter? bias;

        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
        {
            // Kaiming's bound with a slope of √5 is this one, too.
            var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            weight = new Parameter(empty([outputSize, inputSize], dtype, device).uniform_(-bound, bound));
            if (hasBias) bias = new Parameter(empty([outputSize], dtype, device).uniform_(-bound, bound));
            RegisterComponents();
        }

        public override Tensor forward(Tensor tensor) => Apply.Call(tensor, weight, bias);
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
        }
    }
}
