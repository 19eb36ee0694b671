namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The scope's list runs through its tensors, so that entering and leaving it allocates nothing.</summary>
        internal Tensor? ScopeNext, ScopePrevious;

        internal DisposeScope? OwningDisposeScope { get; set; }

        public Tensor MoveToOuterDisposeScope() => OwningDisposeScope is { } own ? MoveTo(own.OuterScope) : this;

        public Tensor DetachFromDisposeScope() => MoveTo(null);

        private Tensor MoveTo(DisposeScope? scope)
        {
            if (ReferenceEquals(scope, OwningDisposeScope)) return this;
            OwningDisposeScope?.Unlink(this);
            scope?.Link(this);
            return this;
        }
    }

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();
}
