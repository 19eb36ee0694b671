namespace TorchSharp;

public static partial class torch
{
    /// <content>Filling, copying, and moving to another type or device.</content>
    public partial class Tensor
    {
        private static readonly Op Copy_ = "copy_", Fill_Scalar = "fill_.Scalar", Zero_ = "zero_", Set_ = "set_.source_Tensor";

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Copy_.InPlace(this, source, nonBlocking);
        public Tensor fill_(Scalar value) => Fill_Scalar.InPlace(this, value);
        public Tensor zero_() => Zero_.InPlace(this);
        public Tensor set_(Tensor source) => Set_.InPlace(this, source);
        public Tensor cpu() => to(torch.CPU);
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);
        internal Tensor to(Device device, bool disposeAfter = false) => to(dtype, device, disposeAfter: disposeAfter);

        private static readonly Op ToDtype = "to.dtype", ToDevice = "to.device";

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replace(ToDtype.Call(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            InitializeDevice(device);
            return Replace(ToDevice.Call(this, device, type, non_blocking, copy), disposeAfter);
        }

        private Tensor Replace(Tensor result, bool disposeAfter)
        {
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
