#nullable disable annotations

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function keeps between its forward and its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];

            internal AutogradContext() { }

            /// <summary>The native node, as long as it lives; set when forward is done.</summary>
            internal nint Node { get; set; }

            internal List<Tensor> ToSave { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>For each argument of apply, whether it is a tensor.</summary>
            internal bool[] IsTensor { get; set; }

            internal bool MaterializeGrads { get; private set; } = true;

            public void save_for_backward(List<Tensor> tensors) => ToSave = tensors;

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors.ToList();

            public void save_data(string key, object value) => _data[key] = value;

            public object get_data(string key) => _data.GetValueOrDefault(key);

            public unsafe List<Tensor> get_saved_variables()
            {
                if (ToSave.Count == 0) return [];
                if (Node == 0) throw new InvalidOperationException("Saved variables can be read in backward only.");
                var handles = new nint[ToSave.Count];
                fixed (nint* p = handles) Native.Check(Native.door_node_saved(Node, p));
                return handles.Select(handle => handle == 0 ? null : new Tensor(handle)).ToList();
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => Node = 0;
        }
    }
}
