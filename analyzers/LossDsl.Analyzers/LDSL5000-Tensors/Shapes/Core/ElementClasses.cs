namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Type promotion on classes of element types.</summary>
internal static class ElementClasses
{
    /// <summary>The class of the result of an arithmetic operator.</summary>
    public static ElementClass Promote(ElementClass a, ElementClass b) =>
        a == ElementClass.Float || b == ElementClass.Float ? ElementClass.Float
        : a == ElementClass.Unknown || b == ElementClass.Unknown ? ElementClass.Unknown
        : a > b ? a : b;

    /// <summary>The class of a sum over entries: torch sums bool as int64.</summary>
    public static ElementClass Sum(ElementClass of) => of == ElementClass.Bool ? ElementClass.Integer : of;

    /// <summary>The class of an operation whose result is floating point, such as a quotient or an exponential.</summary>
    public static ElementClass Real(ElementClass of) => of == ElementClass.Unknown ? ElementClass.Unknown : ElementClass.Float;

    /// <summary>The class of a type by its name in torch or C#.</summary>
    public static ElementClass Named(string? name) => name?.ToLowerInvariant() switch
    {
        "bool" or "boolean" => ElementClass.Bool,
        "byte" or "uint8" or "sbyte" or "int8" or "int16" or "int32" or "int64" or "uint16" or "uint32" or "uint64" or "short" or "int" or "long" or "integer" => ElementClass.Integer,
        "half" or "float16" or "bfloat16" or "float" or "float32" or "single" or "double" or "float64" => ElementClass.Float,
        _ => ElementClass.Unknown,
    };

    /// <summary>The class as messages name it.</summary>
    public static string ToDisplayString(this ElementClass of) => of switch
    {
        ElementClass.Bool => "bool",
        ElementClass.Integer => "integers",
        ElementClass.Float => "floating point",
        _ => "of any type",
    };
}
