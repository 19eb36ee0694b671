#nullable disable annotations

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        internal static unsafe void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            nint[] roots = Handles(tensors), grads = Handles(grad_tensors), leaves = Handles(inputs);
            fixed (nint* r = roots, g = grads, i = leaves)
            {
                Native.Check(Native.door_backward(r, roots.Length, g, grads.Length, i, leaves.Length,
                    retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0));
            }
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs), leaves = Handles(inputs), grads = Handles(grad_outputs);
            var results = new nint[leaves.Length];
            fixed (nint* r = roots, i = leaves, g = grads, o = results)
            {
                Native.Check(Native.door_gradients(r, roots.Length, i, leaves.Length, g, grads.Length,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, o));
            }
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return results.Select(handle => new Tensor(handle)).ToList();
        }

        internal static nint[] Handles(IList<Tensor> tensors)
        {
            var handles = new nint[tensors?.Count ?? 0];
            for (var i = 0; i < handles.Length; i++) handles[i] = tensors![i]?.Handle ?? 0;
            return handles;
        }
    }
}
