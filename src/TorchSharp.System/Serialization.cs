using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A tensor in TorchSharp's files: element type, number of dimensions, dimensions, then the bytes. The
/// numbers have seven bits a byte, the lowest first.
/// </summary>
internal static class Serialization
{
    internal static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();

    internal static void Save(this Tensor tensor, BinaryWriter writer)
    {
        // The writer's own buffer goes first: the bytes bypass it.
        using var unrecorded = no_grad();
        using var host = tensor.cpu().contiguous();
        writer.Encode((int)host.dtype);
        writer.Encode(host.dim());
        foreach (var n in host.shape) writer.Encode(n);
        writer.Flush();
        using var bytes = host.OpenBytes(FileAccess.Read);
        bytes.CopyTo(writer.BaseStream);
    }

    /// <summary>Reads a tensor of the same type and shape into this one.</summary>
    internal static void Load(this Tensor tensor, BinaryReader reader)
    {
        using var loaded = Read(reader);
        if (loaded.dtype != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (!loaded.shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        using var unrecorded = no_grad();
        tensor.copy_(loaded);
    }

    internal static Tensor Read(BinaryReader reader)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.Decode();
        var tensor = empty(shape, type, CPU);
        using var bytes = tensor.OpenBytes(FileAccess.Write);
        var piece = new byte[1 << 16];
        while (bytes.Position < bytes.Length)
        {
            var next = piece.AsSpan(0, (int)Math.Min(piece.Length, bytes.Length - bytes.Position));
            reader.BaseStream.ReadExactly(next);
            bytes.Write(next);
        }
        return tensor;
    }
}
