namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public unsafe class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null) : this(device ?? CPU, own: true, seed) { }

        private Generator(Device device, bool own, ulong seed)
        {
            nint handle;
            Native.Check(Native.door_generator((int)device.type, device.index, own ? 1 : 0, seed, &handle));
            (Handle, this.device) = (handle, device);
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(CPU, own: false, 0);

        public nint Handle { get; private set; }

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.door_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => (long)Native.door_generator_initial_seed(Handle);

        public Tensor get_state()
        {
            nint state;
            Native.Check(Native.door_generator_state(Handle, &state));
            return new Tensor(state);
        }

        public void set_state(Tensor value) => Native.Check(Native.door_generator_set_state(Handle, value.Handle));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0) Native.door_generator_free(Handle);
            Handle = 0;
        }
    }

    /// <summary>Seeds the generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.door_manual_seed((ulong)seed));
        return Generator.Default;
    }

    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }
}
