namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>How often a loop makes a step of an optimizer.</summary>
internal enum StepFrequency
{
    /// <summary>Nobody can know.</summary>
    Unknown,

    /// <summary>Never: gradients add up in it.</summary>
    Never,

    /// <summary>Once in a few iterations, which add up.</summary>
    Periodic,

    /// <summary>In each iteration.</summary>
    EveryIteration,
}
