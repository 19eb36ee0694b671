using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The numbers themselves, on the host.</content>
    public partial class Tensor
    {
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        public unsafe T item<T>() where T : unmanaged
        {
            if (numel() != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            ValidateType(typeof(T));
            if (device_type == DeviceType.CPU) return *(T*)Pointer();
            using var host = cpu();
            return *(T*)host.Pointer();
        }

        /// <summary>The memory of a contiguous tensor on the host.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                var length = numel() * ElementSize;
                if (length > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (device_type != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                return new Span<byte>((void*)Pointer(), (int)length);
            }
            set
            {
                if (!is_contiguous()) throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (bytes.Length != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>All bytes of a contiguous tensor on the host, for a file.</summary>
        internal unsafe UnmanagedMemoryStream OpenBytes(FileAccess access)
        {
            if (!is_contiguous()) throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            var length = numel() * ElementSize;
            return new UnmanagedMemoryStream((byte*)Pointer(), length, length, access);
        }

        /// <summary>The first element; zero for a tensor without any.</summary>
        internal nint Pointer()
        {
            var pointer = Native.THSTensor_data(Handle);
            if (pointer == 0 && numel() != 0) Native.Check(1);
            return pointer;
        }

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => dtype switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.Int64 or ScalarType.Float64 => 8,
            var other => throw new NotImplementedException($"Elements of type {other} cannot be read or written."),
        };

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
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => null,
            };
            if (type != expected) throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
