using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>The exports of native/torch_door.cpp. All arguments are plain, so that no stub copies anything.</summary>
internal static unsafe partial class Native
{
    private const string Library = "LibTorchSharp";

    [DllImport(Library)] internal static extern byte* door_last_error();
    [DllImport(Library)] internal static extern void door_free(void* memory);
    [DllImport(Library)] internal static extern byte* door_version();

    [DllImport(Library)] internal static extern int door_find(byte* name, byte* overload, nint* op);
    [DllImport(Library)] internal static extern int door_call(nint op, Value* args, int count, Value* results, int resultCount);

    [DllImport(Library)] internal static extern void door_release(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern void door_retain(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_dim(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_shape(nint tensor, long* sizes);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_strides(nint tensor, long* strides);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_numel(nint tensor, long* count);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_dtype(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_device(nint tensor, int* index);
    [DllImport(Library), SuppressGCTransition] internal static extern int door_is_contiguous(nint tensor, int* result);
    [DllImport(Library)] internal static extern nint THSTensor_data(nint tensor);

    [DllImport(Library), SuppressGCTransition] internal static extern int door_grad_enabled();
    [DllImport(Library), SuppressGCTransition] internal static extern void door_set_grad_enabled(int on);

    [DllImport(Library), SuppressGCTransition] internal static extern int door_requires_grad(nint tensor);
    [DllImport(Library)] internal static extern int door_set_requires_grad(nint tensor, int on);
    [DllImport(Library)] internal static extern nint door_grad(nint tensor);
    [DllImport(Library)] internal static extern int door_set_grad(nint tensor, nint grad);
    [DllImport(Library)] internal static extern int door_backward(nint* roots, long n, nint* grads, long g, nint* inputs, long m, int retain, int create);
    [DllImport(Library)] internal static extern int door_gradients(nint* roots, long n, nint* inputs, long m, nint* grads, long g, int retain, int create, int allowUnused, nint* results);

    [DllImport(Library)] internal static extern int door_node(byte* title, nint state, delegate* unmanaged<nint, nint*, long, nint*, long, byte*> backward, delegate* unmanaged<nint, void> forget, nint* inputs, long n, nint* result);
    [DllImport(Library)] internal static extern void door_node_drop(nint node);
    [DllImport(Library)] internal static extern nint door_node_identity(nint node);
    [DllImport(Library)] internal static extern int door_node_output(nint node, nint result, int differentiable, nint* wrapped);
    [DllImport(Library)] internal static extern int door_node_save(nint node, nint* tensors, long n, int materialize);
    [DllImport(Library)] internal static extern int door_node_saved(nint node, nint* tensors);

    [DllImport(Library)] internal static extern void door_set_num_threads(int n);
    [DllImport(Library)] internal static extern int door_num_threads();
    [DllImport(Library)] internal static extern int door_cuda_count();
    [DllImport(Library)] internal static extern int door_manual_seed(ulong seed);

    /// <summary>Turns a failure into the exception that TorchSharp throws, with libtorch's own text.</summary>
    internal static void Check(int status)
    {
        if (status != 0) throw Failure();
    }

    private static ExternalException Failure()
    {
        var text = Marshal.PtrToStringUTF8((nint)door_last_error()) ?? "libtorch failed without a message";
        var inner = AutogradCallbacks.TakeFailure();
        return inner is null ? new ExternalException(text) : new ExternalException(text, inner);
    }
}
