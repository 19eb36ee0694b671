#nullable disable annotations

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam whose weight decay shrinks the parameter itself (arXiv:1711.05101), with one group of parameters.</summary>
    public partial class AdamW : OptimizerHelper, optim.IBetas
    {
        private readonly AdamOptions _options;
        private readonly State[] _states;

        internal AdamW(IEnumerable<Parameter> parameters, AdamOptions options) : base(parameters)
        {
            options.Validate();
            _options = options;
            Groups.Add(options);
            _states = Parameters.Select(parameter => new State(parameter, options.Amsgrad)).ToArray();
        }

        public override Tensor step(Func<Tensor> closure = null)
        {
            Tensor loss = null;
            if (closure is not null)
            {
                using var recorded = new AutoGradMode(true);
                loss = closure();
            }
            using var unrecorded = no_grad();
            for (var i = 0; i < _states.Length; i++)
            {
                using var scope = NewDisposeScope();
                if (Parameters[i].grad is { } gradient) _states[i].Step(Parameters[i], gradient, _options);
            }
            return loss;
        }

        private protected override void Save(BinaryWriter writer)
        {
            _options.Save(writer);
            foreach (var state in _states) state.Save(writer);
        }

        private protected override void Load(BinaryReader reader)
        {
            _options.Load(reader);
            foreach (var state in _states) state.Load(reader);
        }

        private protected override IEnumerable<OptimizerState> States => _states;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            foreach (var state in _states) state.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, new AdamOptions
                {
                    LearningRate = lr, Initial = lr, Beta1 = beta1, Beta2 = beta2, Eps = eps, WeightDecay = weight_decay, Amsgrad = amsgrad, Maximize = maximize,
                });
        }
    }
}
