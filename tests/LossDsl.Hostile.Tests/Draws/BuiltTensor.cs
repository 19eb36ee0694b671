namespace LossDsl.Hostile.Tests.Draws;

/// <summary>A tensor that was built for a draw, and its numbers in row-major order.</summary>
/// <param name="Case">The description that it was built from.</param>
/// <param name="Value">The tensor, or the object in its place.</param>
/// <param name="Lengths">The shape.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record BuiltTensor(TensorCase Case, object? Value, long[] Lengths, double[] Numbers)
{
    /// <summary>The tensor.</summary>
    public Tensor Tensor => (Tensor)Value!;

    /// <summary>A number of a tensor of two dimensions.</summary>
    public double this[long row, long column] => Numbers[row * Lengths[1] + column];

    /// <summary>Builds a tensor, in the current dispose scope.</summary>
    public static BuiltTensor Build(TensorCase draw, Sizes sizes)
    {
        var lengths = draw.Lengths(sizes);
        var numbers = Ordinary(draw, lengths, sizes.Vocabulary);
        if (draw.Fault is Fault.Missing or Fault.Null)
            return new BuiltTensor(draw, null, lengths, numbers);
        if (draw.Fault == Fault.NotATensor)
            return new BuiltTensor(draw, numbers, lengths, numbers);

        var tensor = Laid(draw, lengths, numbers);
        if (draw.Fault == Fault.Meta)
            tensor = tensor.to(META);
        if (draw.RequiresGrad && ElementTypes.Floats.Contains(draw.DType))
            tensor.requires_grad_();
        if (draw.Fault == Fault.Disposed)
            tensor.Dispose();
        return new BuiltTensor(draw, tensor, lengths, numbers);
    }

    private static Tensor Laid(TensorCase draw, long[] lengths, double[] numbers)
    {
        var (last, count) = (lengths.Length - 1, numbers.Length);
        if (last < 0 || count == 0)
            return Made(numbers, lengths);
        switch (draw.Layout)
        {
            case Layout.Transposed:
                return Made(numbers, lengths).transpose(0, last).contiguous().transpose(0, last);
            case Layout.Strided:
                var plain = Made(numbers, lengths);
                return stack([plain, full_like(plain, ElementTypes.Floats.Contains(draw.DType) ? double.NaN : 1)], -1).select(-1, 0);
            case Layout.Offset:
                return cat([full([1, .. lengths[1..]], 1, dtype: draw.DType), Made(numbers, lengths)], 0).narrow(0, 1, lengths[0]);
            case Layout.ExpandedRows:
                return Made(numbers[..(int)(count / lengths[0])], [1, .. lengths[1..]]).expand(lengths);
            case Layout.ExpandedLast:
                var length = (int)lengths[last];
                return Made([.. numbers.Where((_, i) => i % length == 0)], [.. lengths[..last], 1]).expand(lengths);
            default:
                return Made(numbers, lengths);
        }

        Tensor Made(double[] values, long[] shape) => tensor(values, shape, float64).to(draw.DType);
    }

    private static double[] Ordinary(TensorCase draw, long[] lengths, long vocabulary)
    {
        var numbers = new double[lengths.Aggregate(1L, (product, length) => product * length)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Ordinary(draw, i, vocabulary);
        if (numbers.Length > 0)
        {
            foreach (var (place, value) in draw.Elements)
                numbers[place % numbers.Length] = value;
        }

        // All rows are equal to the first one, or all elements of a row to its first element.
        var row = lengths.Length == 0 || numbers.Length == 0 ? 1 : numbers.Length / (int)lengths[0];
        var column = lengths.Length == 0 || numbers.Length == 0 ? 1 : (int)lengths[^1];
        for (var i = 0; i < numbers.Length; i++)
        {
            var from = draw.Layout switch
            {
                Layout.ExpandedRows => i % row,
                Layout.ExpandedLast => i / column * column,
                _ => i,
            };
            numbers[i] = ElementTypes.Stored(numbers[from], draw.DType);
        }

        return numbers;
    }

    // Multiples of an eighth, which every floating-point type holds.
    private static double Ordinary(TensorCase draw, int place, long vocabulary)
    {
        var hash = (uint)HashCode(draw.Seed, place);
        return draw.Role switch
        {
            Role.Ids => hash % Math.Max(1, vocabulary),
            Role.Mask => hash % 8 < 6 ? 1 : 0,
            _ => (int)(hash % 33) / 8.0 - 2,
        };
    }

    // The same in every process, unlike System.HashCode.
    private static int HashCode(int seed, int place)
    {
        var hash = (uint)seed * 0x9E3779B1u + (uint)place * 0x85EBCA77u;
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39u;
        return (int)((hash ^ (hash >> 15)) >> 1);
    }
}
