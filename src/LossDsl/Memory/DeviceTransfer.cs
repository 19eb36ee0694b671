namespace LossDsl;

/// <summary>All device-to-host transfers of the library, counted: on an accelerator each one synchronizes with the device.</summary>
internal static class DeviceTransfer
{
    [ThreadStatic]
    private static long _transfers;

    /// <summary>The number of transfers that this thread has made.</summary>
    public static long Count => _transfers;

    /// <summary>Copies a float64 tensor to the host.</summary>
    public static double[] ReadDoubles(Tensor tensor)
    {
        _transfers++;
        using var onHost = tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
        return TensorMemory.ReadElements<double>(onHost ?? tensor);
    }

    /// <summary>Whether any element of a bool tensor on the CPU is true.</summary>
    public static bool Any(Tensor tensor)
    {
        using var any = tensor.any();
        return any.item<bool>();
    }

    /// <summary>Copies a tensor of any integer type, or bool, to the host.</summary>
    public static long[] ReadIntegers(Tensor tensor)
    {
        _transfers++;
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return TensorMemory.ReadElements<long>(tensor.to(int64).cpu());
    }
}
