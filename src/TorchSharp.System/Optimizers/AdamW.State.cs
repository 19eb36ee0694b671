#nullable disable annotations

using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>The moments of one parameter, and the step that they make.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor exp_avg;
        public Tensor exp_avg_sq;

        private readonly Tensor _largestSquare;

        internal State(Parameter parameter, bool amsgrad)
        {
            using var unrecorded = no_grad();
            exp_avg = zeros_like(parameter).DetachFromDisposeScope();
            exp_avg_sq = zeros_like(parameter).DetachFromDisposeScope();
            if (amsgrad) _largestSquare = zeros_like(parameter).DetachFromDisposeScope();
        }

        internal void Step(Parameter parameter, Tensor gradient, AdamOptions options)
        {
            step++;
            if (options.Maximize) gradient = -gradient;
            parameter.mul_(1 - options.LearningRate * options.WeightDecay);

            exp_avg.mul_(options.Beta1).add_(gradient, alpha: 1 - options.Beta1);
            exp_avg_sq.mul_(options.Beta2).addcmul_(gradient, gradient, value: 1 - options.Beta2);
            var second = _largestSquare?.copy_(maximum(_largestSquare, exp_avg_sq)) ?? exp_avg_sq;

            var correction1 = 1 - Math.Pow(options.Beta1, step);
            var correction2 = 1 - Math.Pow(options.Beta2, step);
            var denominator = (second.sqrt() / Math.Sqrt(correction2)).add_(options.Eps);
            parameter.addcdiv_(exp_avg, denominator, value: -options.LearningRate / correction1);
        }

        internal void Save(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            writer.Write(_largestSquare is not null);
            _largestSquare?.Save(writer);
        }

        internal void Load(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            if (reader.ReadBoolean() != _largestSquare is not null)
                throw new ArgumentException("Invalid optimizer state -- only one of the two is amsgrad's.");
            _largestSquare?.Load(reader);
        }

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            _largestSquare?.Dispose();
        }
    }
}
