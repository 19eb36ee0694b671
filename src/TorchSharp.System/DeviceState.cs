namespace TorchSharp;

public static partial class torch
{
    private static Device DefaultDevice = new(DeviceType.CPU);

    public static Device get_default_device() => DefaultDevice;

    public static void set_default_device(Device device) => DefaultDevice = device;

    public static void set_default_device(string device) => DefaultDevice = new Device(device);

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CUDA => cuda.is_available(),
        DeviceType.MPS => false,
        _ => true,
    };

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => cuda.is_available();

    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Native.door_cuda_count();

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        public static void synchronize(Device? device = null) => Native.Check(Native.door_cuda_synchronize(device?.index ?? -1));
    }

    public static int get_num_threads() => Native.door_num_threads();

    public static void set_num_threads(int num) => Native.door_set_num_threads(num);

    public static unsafe string __version__ => new((sbyte*)Native.door_version());
}
