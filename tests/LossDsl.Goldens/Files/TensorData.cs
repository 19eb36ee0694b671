namespace LossDsl.Goldens.Files;

/// <summary>A tensor on the host as files store it: the elements as doubles, in row-major order.</summary>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The shape; empty for a scalar.</param>
/// <param name="Data">The elements.</param>
internal sealed record TensorData(ScalarType DType, long[] Shape, double[] Data)
{
    private static readonly (string Name, ScalarType Type)[] DTypeNames =
    [
        ("float32", float32), ("float64", float64), ("bfloat16", bfloat16), ("float16", float16),
        ("int64", int64), ("int32", int32), ("bool", ScalarType.Bool),
    ];

    /// <summary>Whether it has no dimensions.</summary>
    public bool IsScalar => Shape.Length == 0;

    /// <summary>A tensor for a plain number.</summary>
    public static TensorData Scalar(double value) => new(float32, [], [value]);

    /// <summary>Copies a tensor to the host.</summary>
    public static TensorData FromTensor(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var onHost = tensor.detach().to(float64).cpu();
        return new TensorData(tensor.dtype, tensor.shape, onHost.numel() == 0 ? [] : onHost.data<double>().ToArray());
    }

    /// <summary>Reads a tensor object, or a plain number.</summary>
    public static TensorData Read(GoldenNode node)
    {
        if (!node.IsObject)
            return Scalar(node.Number());
        var dtype = Type(node["dtype"]);
        long[] shape = [.. node["shape"].List().Select(Length)];
        var data = node["data"].Numbers();
        if (data.Length != shape.Aggregate(1L, (product, length) => product * length))
            throw node.CreateException($"the shape [{string.Join(", ", shape)}] does not fit {data.Length} elements");
        if (IsWhole(dtype) && Array.FindIndex(data, value => value - Math.Truncate(value) != 0) is >= 0 and var at)
            throw node.CreateException($"data[{at}] is {data[at]}, not a value of {GetDTypeName(dtype)}");
        return new TensorData(dtype, shape, data);
    }

    /// <summary>The name of an element type in files.</summary>
    public static string GetDTypeName(ScalarType type) =>
        DTypeNames.FirstOrDefault(known => known.Type == type).Name ?? type.ToString().ToLowerInvariant();

    /// <summary>Creates the tensor, in the current dispose scope.</summary>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        return tensor(Data, Shape, float64).to(DType).MoveToOuterDisposeScope();
    }

    /// <summary>A range of its rows.</summary>
    public TensorData Slice(RowRange rows)
    {
        var row = Data.Length / (int)Shape[0];
        return this with
        {
            Shape = [rows.End - rows.Begin, .. Shape[1..]],
            Data = Data[((int)rows.Begin * row)..((int)rows.End * row)],
        };
    }

    private static long Length(GoldenNode node) =>
        node.Integer() is >= 0 and var length ? length : throw node.CreateException("a length is negative");

    private static ScalarType Type(GoldenNode node)
    {
        var name = node.String();
        foreach (var known in DTypeNames)
        {
            if (known.Name == name)
                return known.Type;
        }

        throw node.CreateException($"unknown element type '{name}'; known are {string.Join(", ", DTypeNames.Select(known => known.Name))}");
    }

    private static bool IsWhole(ScalarType type) => type is ScalarType.Int64 or ScalarType.Int32 or ScalarType.Bool;
}
