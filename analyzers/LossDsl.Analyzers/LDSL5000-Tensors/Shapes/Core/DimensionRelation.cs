namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>How two lengths relate.</summary>
internal enum DimensionRelation
{
    /// <summary>They may be equal or not.</summary>
    Unknown,

    /// <summary>They are equal.</summary>
    Equal,

    /// <summary>They differ whatever their symbols stand for.</summary>
    Different,

    /// <summary>They are declared as different dimensions: equal only by coincidence.</summary>
    Distinct,
}
