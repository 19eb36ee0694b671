namespace TorchSharp;

public static partial class torch
{
    /// <content>Random numbers, drawn into a tensor or from one.</content>
    public partial class Tensor
    {
        private static readonly Op
            Normal_ = "normal_", Uniform_ = "uniform_", Bernoulli_Float = "bernoulli_.float",
            Bernoulli_Tensor = "bernoulli_.Tensor", Bernoulli = "bernoulli", Random_From = "random_.from",
            Exponential_ = "exponential_", Multinomial = "multinomial";

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Normal_.InPlace(this, mean, std, generator);
        public Tensor uniform_(double @from, double to, Generator? generator = null) =>
            Uniform_.InPlace(this, from, to, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Bernoulli_Float.InPlace(this, p, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Bernoulli_Tensor.InPlace(this, p, generator);
        public Tensor bernoulli(Generator? generator = null) => Bernoulli.Call(this, generator);
        public Tensor random_(double @from, double to, Generator? generator = null) =>
            Random_From.InPlace(this, (long)from, (long)to, generator);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Exponential_.InPlace(this, lambda, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Multinomial.Call(this, num_samples, replacement, generator);
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);
}
