using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _componentsRegistered;

            /// <summary>Registers every field that holds a module, a parameter or a tensor under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered) return;
                foreach (var (component, value) in Components())
                {
                    switch (value)
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor tensor: register_buffer(component, tensor); break;
                    }
                }
                _componentsRegistered = true;
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _modulesByName.Remove(name);
                    return;
                }
                if (name.Contains('.')) throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (string.IsNullOrEmpty(name)) throw new ArgumentException("module name can't be empty string \"\"");
                if (_modulesByName.Contains(name)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _modulesByName.Set(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (_parametersByName.Contains(name)) throw new InvalidOperationException($"Parameter {name} is already registered.");
                _parametersByName.Set(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (_buffersByName.Contains(name)) throw new InvalidOperationException($"Tensor {name} is already registered.");
                _buffersByName.Set(name, (tensor, persistent));
            }

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                _parametersByName.TryGet(target, out var own) ? own : Child(target, out var rest)?.get_parameter(rest);

            public virtual Tensor? get_buffer(string target) =>
                _buffersByName.TryGet(target, out var own) ? own.tensor : Child(target, out var rest)?.get_buffer(rest);

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) _parametersByName.Remove(name);
                else _parametersByName.Set(name, value);
            }

            protected void ClearModules()
            {
                foreach (var (child, _) in _modulesByName.ToList()) _modulesByName.Remove(child);
            }

            private Module? Child(string target, out string rest)
            {
                var dot = target.IndexOf('.');
                rest = dot < 0 ? "" : target[(dot + 1)..];
                return dot >= 0 && _modulesByName.TryGet(target[..dot], out var child) ? child : null;
            }

            private IEnumerable<(string name, object? value)> Components()
            {
                var seen = new HashSet<string>();
                for (var type = GetType(); type is not null; type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                    {
                        var component = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                        var known = _modulesByName.Contains(component) || _parametersByName.Contains(component) || _buffersByName.Contains(component);
                        if (!known && seen.Add(component)) yield return (component, field.GetValue(this));
                    }
                }
            }
        }
    }
}
