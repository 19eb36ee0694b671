namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>How often a loop makes an optimizer step.</summary>
internal enum StepFrequency
{
    /// <summary>Unknown.</summary>
    Unknown,

    /// <summary>Never: the loop accumulates gradients.</summary>
    Never,

    /// <summary>Every few iterations, which accumulate gradients.</summary>
    Periodic,

    /// <summary>In every iteration.</summary>
    EveryIteration,
}
