namespace TorchSharp;

/// <summary>Switches the recording of gradients on this thread until it is disposed.</summary>
internal sealed class AutoGradMode : IDisposable
{
    private readonly int _before = Native.door_grad_enabled();

    internal AutoGradMode(bool enabled) => Native.door_set_grad_enabled(enabled ? 1 : 0);

    internal static bool IsEnabled => Native.door_grad_enabled() != 0;

    public void Dispose() => Native.door_set_grad_enabled(_before);
}

internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    internal InferenceMode(bool mode) => _guard = Native.door_inference_enter(mode ? 1 : 0);

    public void Dispose()
    {
        Native.door_inference_leave(_guard);
        _guard = 0;
    }
}

public static partial class torch
{
    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.door_inference_enabled() != 0;
}
