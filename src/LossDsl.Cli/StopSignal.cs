using System.Runtime.InteropServices;

namespace LossDsl.Cli;

/// <summary>
/// Records Ctrl-C and SIGTERM, so that a run can stop between two steps. A second Ctrl-C ends the process at once.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private volatile bool _requested;

    /// <summary>Registers the signal handlers.</summary>
    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Whether the run should stop.</summary>
    public bool IsRequested => _requested;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_requested;
        _requested = true;
    }
}
