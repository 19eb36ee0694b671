namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>How often a loop makes a step of an optimizer.</summary>
internal enum StepsOf
{
    /// <summary>Nobody can know.</summary>
    Unknown,

    /// <summary>Never: gradients add up in it.</summary>
    None,

    /// <summary>Once in a few iterations, which add up.</summary>
    EveryFew,

    /// <summary>In each iteration.</summary>
    Each,
}
