namespace TorchSharp;

public static partial class torch
{
    /// <summary>A reference to a tensor of libtorch. What it does stands in the files beside this one, by theme.</summary>
    public partial class Tensor : IDisposable
    {
        private static long Total;

        private nint _handle;

        internal Tensor(nint handle)
        {
            // An undefined tensor, say a gradient that does not exist, is an object without anything to dispose.
            if (handle == 0) return;
            _handle = handle;
            Interlocked.Increment(ref Total);
            DisposeScopeManager.ThreadSingleton.Register(this);
        }

        /// <summary>Takes over another object's native reference and its place in a dispose scope.</summary>
        private protected Tensor(Tensor source)
        {
            var scope = source.OwningDisposeScope;
            _handle = source.DecoupleFromNativeHandle();
            Interlocked.Increment(ref Total);
            scope?.Link(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many live tensor objects there are in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref Total);

        public bool IsInvalid => _handle == 0;

        public nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (_handle == 0) return;
            DisposeScopeManager.ThreadSingleton.Disposing(this);
            Interlocked.Decrement(ref Total);
            Native.door_release(_handle);
            _handle = 0;
        }

        /// <summary>Gives the native reference away; this object is then as good as disposed.</summary>
        internal nint DecoupleFromNativeHandle()
        {
            var handle = Handle;
            GC.SuppressFinalize(this);
            OwningDisposeScope?.Unlink(this);
            Interlocked.Decrement(ref Total);
            _handle = 0;
            return handle;
        }

        /// <summary>Exchanges the native tensor, and its gradient's, for one on another device.</summary>
        internal void Adopt(Device device)
        {
            using var old = grad;
            using var moved = to(device);
            if (moved.Handle == Handle) return;
            moved.requires_grad = requires_grad;
            if (old is not null)
            {
                using var gradient = old.to(device);
                moved.grad = gradient;
            }
            (_handle, moved._handle) = (moved._handle, _handle);
        }

        /// <summary>The same elements, as in TorchSharp; <c>==</c> compares one by one.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && Equal.CallBool(this, other);

        public override int GetHashCode() => base.GetHashCode();
    }
}
