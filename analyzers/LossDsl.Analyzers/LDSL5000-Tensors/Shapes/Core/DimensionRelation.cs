namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>How two lengths relate for all values of their symbols.</summary>
internal enum DimensionRelation
{
    /// <summary>They may be equal or not.</summary>
    Unknown,

    Equal,

    /// <summary>They differ for all values of their symbols.</summary>
    Different,

    /// <summary>They are declared as different dimensions, so they are equal only by coincidence.</summary>
    Distinct,
}
