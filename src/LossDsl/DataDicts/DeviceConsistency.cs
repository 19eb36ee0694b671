namespace LossDsl;

/// <summary>Checks that all tensors of a batch are on one device.</summary>
internal struct DeviceConsistency
{
    private string? _firstKey;
    private DeviceType _type;
    private int _index;

    /// <summary>Returns a description of the mismatch, or null.</summary>
    public string? FindMismatch(Tensor tensor, string key)
    {
        var (type, index) = (tensor.device_type, tensor.device_index);
        if (_firstKey is null)
        {
            (_firstKey, _type, _index) = (key, type, index);
            return null;
        }

        return type == _type && (index == _index || type == DeviceType.CPU)
            ? null
            : $"expected on {FormatDevice(_type, _index)} like {_firstKey}, got {FormatDevice(type, index)}";
    }

    private static string FormatDevice(DeviceType type, int index)
    {
        var name = type.ToString().ToLowerInvariant();
        return type == DeviceType.CPU || index < 0 ? name : $"{name}:{index}";
    }
}
