#nullable disable annotations

using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public abstract class Function<T> where T : Function<T>, new()
        {
            internal static readonly T Instance = new();

            public abstract string Name { get; }

            internal abstract List<Tensor> ForwardAll(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs);

            internal static List<Tensor> apply_internal(params object[] vars)
            {
                var ctx = new AutogradContext { IsTensor = Array.ConvertAll(vars, v => v is Tensor { IsInvalid: false }) };
                var inputs = vars.OfType<Tensor>().Where(t => !t.IsInvalid).ToList();

                List<Tensor> outputs;
                var recorded = AutoGradMode.IsEnabled && inputs.Exists(t => t.requires_grad);
                using (no_grad()) outputs = Instance.ForwardAll(ctx, vars);
                return recorded ? Record(ctx, inputs, outputs) : outputs;
            }

            /// <summary>Hangs the outputs into the graph. From then on the graph owns the context.</summary>
            private static unsafe List<Tensor> Record(AutogradContext ctx, List<Tensor> inputs, List<Tensor> outputs)
            {
                var state = GCHandle.ToIntPtr(GCHandle.Alloc(new AutogradCallbacks.Call(ctx, grads => Instance.BackwardAll(ctx, grads))));
                var handles = Handles(inputs);
                nint made;
                fixed (byte* title = Encoding.UTF8.GetBytes(Instance.Name + '\0'))
                fixed (nint* p = handles)
                    Native.Check(Native.door_node(title, state, &AutogradCallbacks.Backward, &AutogradCallbacks.Forget, p, handles.Length, &made));
                GC.KeepAlive(inputs);
                var node = made;
                try
                {
                    var wrapped = outputs.ConvertAll(t => Wrap(node, t, !ctx.NonDifferentiable.Contains(t, ReferenceEqualityComparer.Instance)));
                    Save(ctx, node, outputs, wrapped);
                    ctx.Node = Native.door_node_identity(node);
                    return wrapped;
                }
                finally
                {
                    Native.door_node_drop(node);
                }
            }

            private static unsafe Tensor Wrap(nint node, Tensor output, bool differentiable)
            {
                nint wrapped;
                Native.Check(Native.door_node_output(node, output?.Handle ?? 0, differentiable ? 1 : 0, &wrapped));
                if (output is null) return null;
                var result = new Tensor(wrapped);
                if (wrapped == output.Handle) output.Dispose();
                return result;
            }

            /// <summary>Saves tensors for backward; of an output, the one that now has a history.</summary>
            private static unsafe void Save(AutogradContext ctx, nint node, List<Tensor> outputs, List<Tensor> wrapped)
            {
                var handles = new nint[ctx.ToSave.Count];
                for (var i = 0; i < handles.Length; i++)
                {
                    var at = outputs.FindIndex(t => ReferenceEquals(t, ctx.ToSave[i]));
                    handles[i] = (at < 0 ? ctx.ToSave[i] : wrapped[at])?.Handle ?? 0;
                }
                fixed (nint* p = handles)
                    Native.Check(Native.door_node_save(node, p, handles.Length, ctx.MaterializeGrads ? 1 : 0));
            }
        }

        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> ForwardAll(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> ForwardAll(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
