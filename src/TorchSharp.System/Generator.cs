namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. There is only libtorch's own, so this has nothing to hold.</summary>
    public class Generator : IDisposable
    {
        internal Generator() { }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing) { }
    }

    /// <summary>Seeds the generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.door_manual_seed((ulong)seed));
        return new Generator();
    }
}
