namespace TorchSharp;

public static partial class torch
{
    /// <content>Random numbers, drawn into a tensor or from one.</content>
    public partial class Tensor
    {
        private static readonly Op Normal_ = "normal_", Uniform_ = "uniform_", Multinomial = "multinomial", Exponential_ = "exponential_";

        // There is no generator but the default one, which the operators use when they are given none.
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Normal_.InPlace(this, mean, std);
        internal Tensor uniform_(double @from, double to) => Uniform_.InPlace(this, from, to);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Exponential_.InPlace(this, lambda);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Multinomial.Call(this, num_samples, replacement);
    }
}
