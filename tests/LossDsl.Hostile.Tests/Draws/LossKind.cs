namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The losses, including options that are not settings.</summary>
internal enum LossKind
{
    /// <summary><see cref="ClippedPGLossFn"/>.</summary>
    ClippedPG,

    /// <summary>The same with torch's operators, which are used on devices other than the CPU.</summary>
    ClippedPGByOperators,

    /// <summary><see cref="PolicyGradientLoss"/>.</summary>
    PolicyGradient,

    /// <summary><see cref="NLLLoss"/> with a scalar result.</summary>
    Nll,

    /// <summary><see cref="NLLLoss"/> with one value per row.</summary>
    NllPerRow,

    /// <summary><see cref="NLLLoss"/> with one averaged value per row.</summary>
    NllPerRowAverage,

    /// <summary><see cref="PreferenceLoss"/>.</summary>
    Preference,

    /// <summary><see cref="DPOLossFn"/>.</summary>
    Dpo,
}
