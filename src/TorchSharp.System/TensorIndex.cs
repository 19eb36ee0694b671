namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry between the brackets of <c>t[…]</c>: a position, or a slice.</summary>
    public struct TensorIndex
    {
        internal bool IsSlice { get; private init; }
        internal long? Start { get; private init; }
        internal long? Stop { get; private init; }

        internal static TensorIndex At(long index) => new() { Start = index };

        public static implicit operator TensorIndex(Index index) => At(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => new()
        {
            IsSlice = true,
            Start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            Stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value,
        };
    }
}
