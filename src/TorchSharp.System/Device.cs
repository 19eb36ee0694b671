namespace TorchSharp;

public static partial class torch
{
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        internal DeviceType type { get; }

        internal int index { get; }

        public override string ToString()
        {
            if (type == DeviceType.CPU) return "cpu";
            var name = type.ToString().ToLowerInvariant();
            return index == -1 ? name : $"{name}:{index}";
        }
    }

    public static readonly Device CPU = new(DeviceType.CPU);

    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    /// <summary>The given device, or the default one, if this machine has it.</summary>
    internal static Device InitializeDevice(Device? device)
    {
        if (device?.type is DeviceType.MPS || (device?.type is DeviceType.CUDA && !cuda.is_available()))
            throw new InvalidOperationException($"Torch device type {device.type} did not initialise on the current machine.");
        return device ?? CPU;
    }

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Native.door_cuda_count();
    }

    public static int get_num_threads() => Native.door_num_threads();

    public static void set_num_threads(int num) => Native.door_set_num_threads(num);

    public static unsafe string __version__ => new((sbyte*)Native.door_version());
}
