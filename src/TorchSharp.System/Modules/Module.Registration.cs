using System.Reflection;
using TorchSharp.Modules;

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
                        case Module module: Register(component, module); break;
                        case Parameter parameter: _parametersByName.Add((component, parameter)); break;
                        case Tensor tensor: _buffersByName.Add((component, tensor)); break;
                    }
                }
                _componentsRegistered = true;
            }

            private protected void Register(string name, Module submodule)
            {
                submodule.RegisterComponents();
                _modulesByName.Add((name, submodule));
            }

            private IEnumerable<(string name, object? value)> Components()
            {
                var seen = new HashSet<string>();
                for (var type = GetType(); type is not null; type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                    {
                        if (seen.Add(field.Name)) yield return (field.Name, field.GetValue(this));
                    }
                }
            }
        }
    }
}
