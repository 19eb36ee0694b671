namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The losses, with the options that are no setting.</summary>
internal enum LossKind
{
    /// <summary><see cref="ClippedPGLossFn"/>.</summary>
    ClippedPG,

    /// <summary>The same in torch's operators, which are what other devices than the CPU have.</summary>
    ClippedPGByOperators,

    /// <summary><see cref="NLLLoss"/>: one value.</summary>
    Nll,

    /// <summary><see cref="NLLLoss"/>: one value a row.</summary>
    NllPerRow,

    /// <summary><see cref="NLLLoss"/>: one value a row, averaged.</summary>
    NllPerRowAverage,

    /// <summary><see cref="PreferenceLoss"/>.</summary>
    Preference,

    /// <summary><see cref="DPOLossFn"/>.</summary>
    Dpo,
}
