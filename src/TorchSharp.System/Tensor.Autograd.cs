namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op IsLeaf = "is_leaf";

        public bool is_leaf => IsLeaf.CallBool(this);

        public bool requires_grad
        {
            get => Native.door_requires_grad(Handle) != 0;
            set => Native.Check(Native.door_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor? grad
        {
            get => Native.door_grad(Handle) is var handle and not 0 ? new Tensor(handle) : null;
            set => Native.Check(Native.door_set_grad(Handle, value?.Handle ?? 0));
        }

        public void backward() => autograd.backward([this], null);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
