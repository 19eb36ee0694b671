namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The kinds of shape errors.</summary>
internal enum ShapeFault
{
    /// <summary>Two lengths that must be equal are not.</summary>
    Lengths,

    /// <summary>A dimension does not exist, or the number of dimensions is invalid.</summary>
    Rank,

    /// <summary>The number of elements differs.</summary>
    Elements,
}
