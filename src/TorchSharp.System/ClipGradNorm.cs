using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales gradients down to a common norm; the result is the norm they had.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var unrecorded = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(p => p.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0) return 0;

                var device = gradients[0].device;
                Tensor Norm(Tensor t) => double.IsPositiveInfinity(norm_type) ? t.abs().max() : t.norm((float)norm_type);
                var total = gradients.Length == 1 ? Norm(gradients[0]) : Norm(stack(gradients.Select(g => Norm(g).to(device))));
                var scale = (total + 1e-6).reciprocal().mul(max_norm).clamp_max(1);
                foreach (var gradient in gradients) gradient.mul_(scale.to(gradient.device));
                return total.to(float64).cpu().item<double>();
            }
        }
    }
}
