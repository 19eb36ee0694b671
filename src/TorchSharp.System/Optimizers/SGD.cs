#nullable disable annotations

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent with momentum.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        private readonly Options _options;

        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}");
            if (momentum < 0) throw new ArgumentException($"Invalid momentum value: {momentum}");
            if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
            if (nesterov && (momentum <= 0 || dampening != 0))
                throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
            _options = new Options { LearningRate = lr, Momentum = momentum, Dampening = dampening, WeightDecay = weight_decay, Nesterov = nesterov, Maximize = maximize };
            Enter(new ParamGroup<Options>(parameters, _options), parameter => new State(parameter));
        }

        public double Momentum
        {
            get => _options.Momentum;
            set => _options.Momentum = value;
        }

        public override Tensor step(Func<Tensor> closure = null) => Update<Options>(closure, (options, parameter, gradient, state) =>
        {
            if (options.WeightDecay != 0) gradient = gradient.add(parameter, alpha: options.WeightDecay);
            if (options.Momentum != 0)
            {
                var buffer = ((State)state).Accumulate(gradient, options.Momentum, options.Dampening);
                gradient = options.Nesterov ? gradient.add(buffer, alpha: options.Momentum) : buffer;
            }
            parameter.add_(gradient, alpha: options.Maximize ? options.LearningRate!.Value : -options.LearningRate!.Value);
        });

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) ReleaseStates();
        }

        private sealed class Options : OptimizerOptions
        {
            internal double Momentum, Dampening, WeightDecay;
            internal bool Nesterov, Maximize;

            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(Momentum);
                writer.Write(Dampening);
                writer.Write(WeightDecay);
                writer.Write(Nesterov);
                writer.Write(Maximize);
            }

            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                (Momentum, Dampening, WeightDecay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
                (Nesterov, Maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
            }
        }

        private sealed class State(Parameter parameter) : OptimizerState(parameter)
        {
            private Tensor _momentum;

            internal Tensor Accumulate(Tensor gradient, double momentum, double dampening)
            {
                if (_momentum is null) return _momentum = gradient.clone().DetachFromDisposeScope();
                return _momentum.mul_(momentum).add_(gradient, alpha: 1 - dampening);
            }

            public override void Initialize(OptimizerOptions options) => Release();

            public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, _momentum);

            public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref _momentum, _parameter.device);

            public override void to(Device device) => Move(ref _momentum, device);

            internal override void Release()
            {
                _momentum?.Dispose();
                _momentum = null;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
