using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something with parameters, buffers and modules of its own. Registration and files stand beside.</summary>
        public partial class Module : IDisposable
        {
#nullable disable annotations
            protected string name;
#nullable restore annotations

            private readonly List<(string name, Parameter value)> _parametersByName = [];
            private readonly List<(string name, Tensor value)> _buffersByName = [];
            private readonly List<(string name, Module value)> _modulesByName = [];

            protected Module(string name) => this.name = name;

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (own, parameter) in _parametersByName)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter)) yield return (own, parameter);
                }
                if (!recurse) yield break;
                foreach (var (child, module) in _modulesByName)
                {
                    foreach (var (inner, parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter)) yield return ($"{child}.{inner}", parameter);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, buffer) in _buffersByName) buffer.Dispose();
                foreach (var (_, parameter) in _parametersByName) parameter.Dispose();
                foreach (var (_, module) in _modulesByName) module.Dispose();
            }

            /// <summary>
            /// Moves in place: the objects stay what they are and hold another native tensor, so that
            /// fields, optimizers and tied weights keep seeing the same parameter.
            /// </summary>
            internal void Move(Device device)
            {
                InitializeDevice(device);
                using var unrecorded = no_grad();
                foreach (var tensor in parameters().Concat(AllBuffers())) tensor.Adopt(device);
            }

            private IEnumerable<Tensor> AllBuffers() =>
                _buffersByName.Select(entry => entry.value).Concat(_modulesByName.SelectMany(entry => entry.value.AllBuffers()));
        }
    }
}
