namespace TorchSharp;

public static partial class torch
{
    /// <content>What a tensor is, without its numbers.</content>
    public partial class Tensor
    {
        public long Dimensions => Native.door_dim(Handle);

        public long ndim => Dimensions;

        public long dim() => Dimensions;

        public unsafe long NumberOfElements
        {
            get
            {
                long count;
                Native.Check(Native.door_numel(Handle, &count));
                return count;
            }
        }

        public long numel() => NumberOfElements;

        public long ElementSize => dtype.ElementSize();

        public long element_size() => ElementSize;

        public long[] shape => size();

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* p = sizes) Native.Check(Native.door_shape(Handle, p, null));
            return sizes;
        }

        // One length is asked for often, and must not cost an array.
        public unsafe long size(int dim)
        {
            Span<long> sizes = stackalloc long[(int)Dimensions];
            fixed (long* p = sizes) Native.Check(Native.door_shape(Handle, p, null));
            return At(sizes, dim);
        }

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* p = strides) Native.Check(Native.door_shape(Handle, null, p));
            return strides;
        }

        public unsafe long stride(int dim)
        {
            Span<long> strides = stackalloc long[(int)Dimensions];
            fixed (long* p = strides) Native.Check(Native.door_shape(Handle, null, p));
            return At(strides, dim);
        }

        public unsafe long storage_offset()
        {
            long offset;
            Native.Check(Native.door_storage_offset(Handle, &offset));
            return offset;
        }

        public unsafe bool is_contiguous()
        {
            int result;
            Native.Check(Native.door_is_contiguous(Handle, &result));
            return result != 0;
        }

        public ScalarType dtype => (ScalarType)Native.door_dtype(Handle);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public unsafe DeviceType device_type
        {
            get
            {
                int index;
                return (DeviceType)Native.door_device(Handle, &index);
            }
        }

        public unsafe int device_index
        {
            get
            {
                int index;
                _ = Native.door_device(Handle, &index);
                return index;
            }
        }

        public Device device => new(device_type, device_index);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Shape, type and device; the numbers are printed by TorchSharp proper only.</summary>
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        private static long At(ReadOnlySpan<long> list, int dim)
        {
            var i = dim < 0 ? dim + list.Length : dim;
            if ((uint)i >= (uint)list.Length)
                throw new System.Runtime.InteropServices.ExternalException(
                    $"Dimension out of range (expected to be in range of [{-list.Length}, {list.Length - 1}], but got {dim})");
            return list[i];
        }
    }

    public static long numel(Tensor input) => input.numel();
}
