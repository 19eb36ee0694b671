using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Disposes, when it is disposed, all tensors that were made on its thread meanwhile and not taken out of it.</summary>
public sealed class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;
    private Tensor? _first, _last;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    internal DisposeScope? OuterScope { get; set; }

    public void Dispose()
    {
        if (_manager is null) return;
        for (Tensor? t = _first, next; t is not null; t = next)
        {
            next = t.ScopeNext;
            t.Dispose();
        }
        _manager.RemoveDisposeScope(this);
        _manager = null;
    }

    internal void Link(Tensor tensor)
    {
        ObjectDisposedException.ThrowIf(_manager is null, this);
        tensor.OwningDisposeScope = this;
        tensor.ScopePrevious = _last;
        if (_last is null) _first = tensor;
        else _last.ScopeNext = tensor;
        _last = tensor;
    }

    internal void Unlink(Tensor tensor)
    {
        if (tensor.ScopePrevious is null) _first = tensor.ScopeNext;
        else tensor.ScopePrevious.ScopeNext = tensor.ScopeNext;
        if (tensor.ScopeNext is null) _last = tensor.ScopePrevious;
        else tensor.ScopeNext.ScopePrevious = tensor.ScopePrevious;
        tensor.ScopeNext = tensor.ScopePrevious = null;
        tensor.OwningDisposeScope = null;
    }
}
