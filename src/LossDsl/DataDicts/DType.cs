namespace LossDsl;

/// <summary>The class of element types that a declared tensor accepts.</summary>
public enum DType
{
    /// <summary>Any type.</summary>
    Any,

    /// <summary>Floating point: float16, bfloat16, float32, float64.</summary>
    Float,

    /// <summary>Integers, bool excluded.</summary>
    Integer,

    /// <summary>Exactly bool.</summary>
    Bool,

    /// <summary>A mask: bool, integer or floating point. Exactly 0 means masked; any other value is a weight.</summary>
    Mask,

    /// <summary>Exactly float16.</summary>
    Float16,

    /// <summary>Exactly bfloat16.</summary>
    BFloat16,

    /// <summary>Exactly float32.</summary>
    Float32,

    /// <summary>Exactly float64.</summary>
    Float64,

    /// <summary>Exactly int32.</summary>
    Int32,

    /// <summary>Exactly int64.</summary>
    Int64,
}
