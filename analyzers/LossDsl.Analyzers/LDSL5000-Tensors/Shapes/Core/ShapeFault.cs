namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>What is wrong with shapes.</summary>
internal enum ShapeFault
{
    /// <summary>Two lengths that must agree do not.</summary>
    Lengths,

    /// <summary>A dimension, or a number of dimensions, that cannot be.</summary>
    Rank,

    /// <summary>Another number of elements.</summary>
    Elements,
}
