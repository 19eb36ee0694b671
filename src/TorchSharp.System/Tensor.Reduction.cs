namespace TorchSharp;

public static partial class torch
{
    /// <content>What makes a tensor smaller, or runs along one dimension of it.</content>
    public partial class Tensor
    {
        private static readonly Op
            Sum = "sum", SumDimIntList = "sum.dim_IntList", Amax = "amax", Max = "max", Min = "min",
            All = "all", Any = "any", Cumsum = "cumsum", Logsumexp = "logsumexp",
            LogSoftmaxInt = "log_softmax.int", Argmax = "argmax";

        public Tensor sum(ScalarType? type = null) => Sum.Call(this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            SumDimIntList.Call(this, new long[] { dim }, keepdim, type);
        public Tensor amax(params long[] dims) => Amax.Call(this, dims);
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Amax.Call(this, dims.ToArray(), keepdim) : AmaxOut.Call(this, dims.ToArray(), keepdim, @out);
        public Tensor argmax(long dim, bool keepdim = false) => Argmax.Call(this, dim, keepdim);
        public Tensor max() => Max.Call(this);
        public Tensor min() => Min.Call(this);
        public Tensor all() => All.Call(this);
        public Tensor any() => Any.Call(this);
        public Tensor cumsum(long dim, ScalarType? type = null) => Cumsum.Call(this, dim, type);
        public Tensor logsumexp(long dim, bool keepdim = false) => Logsumexp.Call(this, new long[] { dim }, keepdim);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LogSoftmaxInt.Call(this, dim, dtype);

        private static readonly Op AmaxOut = "amax.out";
    }
}
