namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The class of a tensor's element type.</summary>
internal enum ElementClass
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Bool.</summary>
    Bool,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Floating point.</summary>
    Float,
}
