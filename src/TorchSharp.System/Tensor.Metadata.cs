namespace TorchSharp;

public static partial class torch
{
    /// <content>What a tensor is, without its numbers.</content>
    public partial class Tensor
    {
        public long dim() => Native.door_dim(Handle);

        public unsafe long numel()
        {
            long count;
            Native.Check(Native.door_numel(Handle, &count));
            return count;
        }

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                fixed (long* p = sizes) Native.Check(Native.door_shape(Handle, p));
                return sizes;
            }
        }

        // One length is asked for often, and must not cost an array.
        public unsafe long size(int dim)
        {
            Span<long> sizes = stackalloc long[(int)this.dim()];
            fixed (long* p = sizes) Native.Check(Native.door_shape(Handle, p));
            var i = dim < 0 ? dim + sizes.Length : dim;
            if ((uint)i < (uint)sizes.Length) return sizes[i];
            throw new System.Runtime.InteropServices.ExternalException(
                $"Dimension out of range (expected to be in range of [{-sizes.Length}, {sizes.Length - 1}], but got {dim})");
        }

        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* p = strides) Native.Check(Native.door_strides(Handle, p));
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + this.dim() : dim];

        public unsafe bool is_contiguous()
        {
            int result;
            Native.Check(Native.door_is_contiguous(Handle, &result));
            return result != 0;
        }

        public ScalarType dtype => (ScalarType)Native.door_dtype(Handle);

        public DeviceType device_type => Place().type;

        public int device_index => Place().index;

        public Device device => new(device_type, device_index);

        private unsafe (DeviceType type, int index) Place()
        {
            int index;
            var type = Native.door_device(Handle, &index);
            return ((DeviceType)type, index);
        }

        /// <summary>Shape, type and device; the numbers are printed by TorchSharp proper only.</summary>
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
