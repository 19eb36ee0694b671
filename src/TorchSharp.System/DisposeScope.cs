using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Disposes, when it is disposed, all tensors that were made on its thread meanwhile and not taken out of it.</summary>
public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;
    private Tensor? _first, _last;
    private int _count;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    internal DisposeScope? OuterScope { get; set; }

    private DisposeScopeManager Manager => _manager ?? throw new ObjectDisposedException(GetType().FullName);

    public int DisposablesCount => Manager is not null ? _count : 0;

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            var view = new IDisposable[DisposablesCount];
            var i = 0;
            for (var t = _first; t is not null; t = t.ScopeNext) view[i++] = t;
            return view;
        }
    }

    public bool Contains(IDisposable disposable) => disposable is Tensor t && t.OwningDisposeScope == this;

    public void Attach(IDisposable disposable) => Attach([disposable]);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var statistics = Manager.StatisticsInstance.TensorStatistics;
        var attached = disposables.ToArray();
        foreach (var disposable in attached)
        {
            if (TakeOver(this, disposable)) statistics.AttachedToScopeCount++;
        }
        return attached;
    }

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        var statistics = Manager.StatisticsInstance.TensorStatistics;
        foreach (var disposable in disposables)
        {
            if (!Contains(disposable)) continue;
            Unlink((Tensor)disposable);
            statistics.DetachedFromScopeCount++;
        }
    }

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        _ = Manager;
        if (scope is null)
        {
            Detach(disposables);
            return;
        }
        foreach (var disposable in disposables)
        {
            if (Contains(disposable)) TakeOver(scope, disposable);
        }
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        _ = Manager;
        var keep = inKeep as ICollection<IDisposable> is { Count: 0 } ? null : inKeep.ToHashSet(ReferenceEqualityComparer.Instance);
        for (Tensor? t = _first, next; t is not null; t = next)
        {
            next = t.ScopeNext;
            if (keep is null || !keep.Contains(t)) t.Dispose();
        }
    }

    public void Dispose()
    {
        if (_manager is null) return;
        DisposeEverything();
        _manager.RemoveDisposeScope(this);
        _manager = null;
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        _ = Manager;
        if (Contains(disposable)) Unlink((Tensor)disposable);
    }

    internal void Link(Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.ScopePrevious = _last;
        if (_last is null) _first = tensor;
        else _last.ScopeNext = tensor;
        _last = tensor;
        _count++;
    }

    private void Unlink(Tensor tensor)
    {
        if (tensor.ScopePrevious is null) _first = tensor.ScopeNext;
        else tensor.ScopePrevious.ScopeNext = tensor.ScopeNext;
        if (tensor.ScopeNext is null) _last = tensor.ScopePrevious;
        else tensor.ScopeNext.ScopePrevious = tensor.ScopePrevious;
        tensor.ScopeNext = tensor.ScopePrevious = null;
        tensor.OwningDisposeScope = null;
        _count--;
    }

    private static bool TakeOver(DisposeScope scope, IDisposable disposable)
    {
        if (disposable is not Tensor tensor)
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        if (tensor.OwningDisposeScope == scope) return false;
        tensor.OwningDisposeScope?.Unlink(tensor);
        scope.Link(tensor);
        return true;
    }
}
