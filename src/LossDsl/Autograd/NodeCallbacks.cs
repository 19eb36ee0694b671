using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// The native callbacks of a <see cref="BackwardNode"/>. LibTorchSharp passes them no argument that tells nodes apart, so each node in a
/// graph has its own; the next node reuses those of a deleted one.
/// </summary>
internal sealed unsafe partial class NodeCallbacks
{
    private static readonly ConcurrentBag<NodeCallbacks> Unused = [];

    // Backward returns the addresses of gradients in memory that must outlive the callback.
    [ThreadStatic]
    private static nint* Returned;

    private readonly ApplyCallback _apply;
    private readonly DeleteCallback _delete;
    private readonly nint _applyAddress;
    private readonly nint _deleteAddress;
    private BackwardNode? _node;

    private NodeCallbacks()
    {
        (_apply, _delete) = (Apply, Delete);
        (_applyAddress, _deleteAddress) = (Marshal.GetFunctionPointerForDelegate(_apply), Marshal.GetFunctionPointerForDelegate(_delete));
        // Native code refers to the delegates until the process ends.
        GCHandle.Alloc(this);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate HandleArray ApplyCallback(nint* gradients, int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void DeleteCallback();

    /// <summary>Callbacks that call <paramref name="node"/>.</summary>
    public static NodeCallbacks Rent(BackwardNode node)
    {
        if (!Unused.TryTake(out var callbacks))
            callbacks = new NodeCallbacks();
        callbacks._node = node;
        return callbacks;
    }

    /// <summary>Records a node in the graph, from <paramref name="output"/> to <paramref name="input"/>.</summary>
    public void Attach(Tensor output, Tensor input)
    {
        var node = THSAutograd_CSharpNode_ctor(_applyAddress, _deleteAddress);
        CheckForErrors();
        try
        {
            var (from, to) = (output.Handle, input.Handle);
            THSAutograd_CSharpNode_setNextEdges(node, new HandleArray((nint)(&to), 1), isExecutable: 1);
            CheckForErrors();
            THSAutograd_Function_wrapOutputs(new HandleArray((nint)(&to), 1), default, default, new HandleArray((nint)(&from), 1), node, &AllocateNative);
            CheckForErrors();
            // A second handle of the output.
            Tensor.UnsafeCreateTensor(*Returned).Dispose();
        }
        finally
        {
            // From now on the graph owns the node.
            THSAutograd_CSharpNode_disposeSharedPtr(node);
            THSAutograd_CSharpNode_disposeWeakPtr(node);
            GC.KeepAlive((output, input));
        }
    }

    private HandleArray Apply(nint* gradients, int count)
    {
        ReturnedGradients.Release();
        if (*gradients == 0)
            return Return(0);
        using var upstream = Tensor.UnsafeCreateTensor(*gradients);
        var gradient = _node!.Differentiate(upstream);
        ReturnedGradients.Hold([gradient]);
        return Return(gradient.Handle);
    }

    private void Delete()
    {
        var node = _node!;
        _node = null;
        node.Release();
        Unused.Add(this);
    }

    private static HandleArray Return(nint handle)
    {
        *Allocate(1) = handle;
        return new HandleArray((nint)Returned, 1);
    }

    // This library's nodes have one input and one output.
    private static nint* Allocate(nuint count)
    {
        if (Returned == null)
            Returned = (nint*)NativeMemory.Alloc((nuint)sizeof(nint));
        return Returned;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint* AllocateNative(nuint count) => Allocate(count);

    [LibraryImport("LibTorchSharp")]
    private static partial NodeHandles THSAutograd_CSharpNode_ctor(nint apply, nint delete);

    [LibraryImport("LibTorchSharp")]
    private static partial void THSAutograd_CSharpNode_setNextEdges(NodeHandles node, HandleArray inputs, byte isExecutable);

    [LibraryImport("LibTorchSharp")]
    private static partial void THSAutograd_Function_wrapOutputs(
        HandleArray inputs, HandleArray notDifferentiable, HandleArray dirty, HandleArray outputs, NodeHandles node,
        delegate* unmanaged[Cdecl]<nuint, nint*> allocate);

    [LibraryImport("LibTorchSharp")]
    private static partial void THSAutograd_CSharpNode_disposeSharedPtr(NodeHandles node);

    [LibraryImport("LibTorchSharp")]
    private static partial void THSAutograd_CSharpNode_disposeWeakPtr(NodeHandles node);

    private readonly record struct HandleArray(nint Address, long Count);

    private readonly record struct NodeHandles(nint Shared, nint Weak);
}
