using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>
/// What libtorch's engine calls when it comes to a node that was written in managed code. An exception goes
/// back as text, which the engine carries to the caller of backward like an error of its own.
/// </summary>
internal static unsafe class AutogradCallbacks
{
    [ThreadStatic] private static Exception? Failure;
    [ThreadStatic] private static nint FailureText;

    /// <summary>A recorded call: its context, and how to run its backward.</summary>
    internal sealed record Call(AutogradContext Context, Func<List<Tensor>, List<Tensor>> Backward);

    /// <summary>The exception behind an error that libtorch has just reported on this thread, if there is one.</summary>
    internal static Exception? TakeFailure()
    {
        var failure = Failure;
        Failure = null;
        return failure;
    }

    [UnmanagedCallersOnly]
    internal static byte* Backward(nint state, nint* grads, long n, nint* inputs, long m)
    {
        try
        {
            var call = (Call)GCHandle.FromIntPtr(state).Target!;
            var received = new List<Tensor>((int)n);
            for (var i = 0; i < n; i++) received.Add(new Tensor(grads[i]));
            var returned = call.Backward(received);
            Deliver(call.Context.IsTensor, returned, inputs, m);
            return null;
        }
        catch (Exception e)
        {
            Failure = e;
            Marshal.FreeCoTaskMem(FailureText);
            FailureText = Marshal.StringToCoTaskMemUTF8($"{e.GetType().Name} in backward: {e.Message}");
            return (byte*)FailureText;
        }
    }

    [UnmanagedCallersOnly]
    internal static void Forget(nint state)
    {
        var handle = GCHandle.FromIntPtr(state);
        ((Call)handle.Target!).Context.Node = 0;
        handle.Free();
    }

    /// <summary>One gradient for each argument of apply came back; the engine wants those of the tensors.</summary>
    private static void Deliver(bool[] isTensor, List<Tensor> returned, nint* inputs, long m)
    {
        if (returned.Count < isTensor.Length || returned.Skip(isTensor.Length).Any(t => t is { IsInvalid: false }))
            throw new NotImplementedException($"an incorrect number of gradients was returned (expected {isTensor.Length}, got {returned.Count})");

        var at = 0;
        for (var i = 0; i < isTensor.Length; i++)
        {
            var gradient = returned[i] is { IsInvalid: false } t ? t : null;
            if (!isTensor[i] && gradient is not null)
                throw new NotImplementedException($"a gradient was returned at position {i + 1}, but that argument is not a tensor");
            if (!isTensor[i]) continue;
            if (gradient is not null) Native.door_retain(inputs[at] = gradient.Handle);
            at++;
        }
    }
}
