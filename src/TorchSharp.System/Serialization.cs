using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Lengths and dimensions in TorchSharp's files: seven bits a byte, the lowest first.</summary>
internal static class LEB128
{
    internal static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}

/// <content>A tensor in a file: element type, number of dimensions, dimensions, then the bytes.</content>
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        // The writer's own buffer goes first: the bytes bypass it.
        using var host = tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
        var source = host ?? tensor;
        writer.Encode((int)source.dtype);
        writer.Encode(source.shape.Length);
        foreach (var n in source.shape) writer.Encode(n);
        writer.Flush();
        source.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
        stream.Flush();
    }

    public static void Save(this Tensor tensor, string location) => tensor.Save(File.Create(location));

    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if ((ScalarType)reader.Decode() != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        var loaded = ReadShape(reader);
        if (skip) reader.BaseStream.Seek(tensor.NumberOfElements * tensor.ElementSize, SeekOrigin.Current);
        else ReadInto(tensor, loaded, reader);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var loaded = ReadShape(reader);
        tensor ??= empty(loaded, type, CPU);
        if (skip) reader.BaseStream.Seek(tensor.NumberOfElements * tensor.ElementSize, SeekOrigin.Current);
        else ReadInto(tensor, loaded, reader);
    }

    private static long[] ReadShape(BinaryReader reader)
    {
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.Decode();
        return shape;
    }

    private static void ReadInto(Tensor tensor, long[] loaded, BinaryReader reader)
    {
        if (!loaded.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (tensor.device_type == DeviceType.CPU)
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }
        using var unrecorded = no_grad();
        using var host = tensor.empty_like(device: CPU);
        host.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(host);
    }
}
