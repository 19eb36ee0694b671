using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving a module, which comes back as what it is.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module
    {
        module.Move(device);
        return module;
    }
}
