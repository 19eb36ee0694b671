namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread until it is disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly int _before = Native.door_grad_enabled();

    internal AutoGradMode(bool enabled) => Native.door_set_grad_enabled(enabled ? 1 : 0);

    internal static bool IsEnabled => Native.door_grad_enabled() != 0;

    public void Dispose() => Native.door_set_grad_enabled(_before);
}

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;
}
