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

            private readonly Members<Parameter> _parametersByName = new();
            private readonly Members<(Tensor tensor, bool persistent)> _buffersByName = new();
            private readonly Members<Module> _modulesByName = new();
            private bool _training = true;

            protected Module(string name) => this.name = name;

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual bool training => _training;

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, module) in named_children()) module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else gradient.zero_();
                }
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in _modulesByName) module.apply(fn);
                fn(this);
                return this;
            }

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

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (own, (buffer, persistent)) in _buffersByName)
                {
                    if (!buffer.IsInvalid && persistent) yield return (own, buffer);
                }
                if (!recurse) yield break;
                foreach (var (child, module) in _modulesByName)
                {
                    foreach (var (inner, buffer) in module.named_buffers(true, include_nonpersistent))
                        yield return ($"{child}.{inner}", buffer);
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _modulesByName;

            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var entry in _modulesByName) yield return entry;
                foreach (var (child, module) in _modulesByName)
                {
                    foreach (var (inner, nested) in module.named_modules()) yield return ($"{child}.{inner}", nested);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, (buffer, _)) in _buffersByName) buffer.Dispose();
                foreach (var (_, parameter) in _parametersByName) parameter.Dispose();
                foreach (var (_, module) in _modulesByName) module.Dispose();
            }

            /// <summary>
            /// Moves or converts in place: the objects stay what they are and hold another native tensor, so that
            /// fields, optimizers and tied weights keep seeing the same parameter.
            /// </summary>
            internal void Move(Device? device, ScalarType? dtype)
            {
                if (device is not null) InitializeDevice(device);
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                using var unrecorded = no_grad();
                foreach (var parameter in parameters()) parameter.Adopt(device, dtype);
                foreach (var buffer in AllBuffers()) buffer.Adopt(device, dtype);
            }

            private IEnumerable<Tensor> AllBuffers() =>
                _buffersByName.Select(entry => entry.value.tensor).Concat(_modulesByName.SelectMany(entry => entry.value.AllBuffers()));
        }
    }
}
