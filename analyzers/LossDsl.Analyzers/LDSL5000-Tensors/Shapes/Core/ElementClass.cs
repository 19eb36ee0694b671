namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The class of a tensor's element type (dtype).</summary>
internal enum ElementClass
{
    Unknown,

    Bool,

    /// <summary>Any integer type.</summary>
    Integer,

    /// <summary>Any floating-point type.</summary>
    Float,
}
