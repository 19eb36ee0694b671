namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>What arithmetic makes of classes of element types.</summary>
internal static class ElementClasses
{
    /// <summary>The class of a sum or a product.</summary>
    public static ElementClass Promote(ElementClass a, ElementClass b) =>
        a == ElementClass.Float || b == ElementClass.Float ? ElementClass.Float
        : a == ElementClass.Unknown || b == ElementClass.Unknown ? ElementClass.Unknown
        : a > b ? a : b;

    /// <summary>The class of a sum over entries: bool is counted.</summary>
    public static ElementClass Sum(ElementClass of) => of == ElementClass.Bool ? ElementClass.Integer : of;

    /// <summary>The class of what only floating point can hold: a quotient, an exponential.</summary>
    public static ElementClass Real(ElementClass of) => of == ElementClass.Unknown ? ElementClass.Unknown : ElementClass.Float;

    /// <summary>The class that torch's or C#'s name of a type belongs to.</summary>
    public static ElementClass Named(string? name) => name?.ToLowerInvariant() switch
    {
        "bool" or "boolean" => ElementClass.Bool,
        "byte" or "uint8" or "sbyte" or "int8" or "int16" or "int32" or "int64" or "uint16" or "uint32" or "uint64" or "short" or "int" or "long" or "integer" => ElementClass.Integer,
        "half" or "float16" or "bfloat16" or "float" or "float32" or "single" or "double" or "float64" => ElementClass.Float,
        _ => ElementClass.Unknown,
    };

    /// <summary>The class in words.</summary>
    public static string ToDisplayString(this ElementClass of) => of switch
    {
        ElementClass.Bool => "bool",
        ElementClass.Integer => "integers",
        ElementClass.Float => "floating point",
        _ => "of any type",
    };
}
