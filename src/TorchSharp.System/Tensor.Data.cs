using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The numbers themselves, on the host.</content>
    public partial class Tensor
    {
        private static readonly Op ItemOp = "item";

        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if (device_type == DeviceType.CPU) return *(T*)Pointer();
            using var host = cpu();
            return *(T*)host.Pointer();
        }

        public Scalar ToScalar() => ItemOp.CallScalar(this);

        /// <summary>The memory of a contiguous tensor on the host; valid as long as the tensor is.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var size = NumberOfElements * ElementSize;
                ValidateBytes(size);
                return new Span<byte>((void*)Pointer(), (int)size);
            }
            set
            {
                if (!is_contiguous()) throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>((void*)Pointer(), value.Length));
            }
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes(0);
            using var memory = new UnmanagedMemoryStream((byte*)Pointer(), NumberOfElements * ElementSize);
            memory.CopyTo(stream, Math.Max(bufferSize, 1 << 16));
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ValidateBytes(0);
            var left = NumberOfElements * ElementSize;
            for (var p = (byte*)Pointer(); left > 0;)
            {
                var piece = (int)Math.Min(left, 1 << 30);
                stream.ReadExactly(new Span<byte>(p, piece));
                p += piece;
                left -= piece;
            }
        }

        /// <summary>The first element; zero for a tensor without any.</summary>
        internal nint Pointer()
        {
            var pointer = Native.THSTensor_data(Handle);
            if (pointer == 0 && NumberOfElements != 0) Native.Check(1);
            return pointer;
        }

        private void ValidateBytes(long size)
        {
            if (!is_contiguous()) throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
            if (size > int.MaxValue) throw new NotImplementedException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        private void ValidateType(Type type)
        {
            var expected = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.BFloat16 => typeof(BFloat16),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => type,
            };
            if (type != expected) throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
