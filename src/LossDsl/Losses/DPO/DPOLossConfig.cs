using System.ComponentModel.DataAnnotations;

namespace LossDsl;

/// <summary>Configuration of <see cref="DPOLossFn"/>.</summary>
[LossConfig]
public sealed partial record DPOLossConfig
{
    /// <summary>Strength of the implicit KL penalty against the reference policy (β of DPO).</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double ReferencePolicyKlPenalty { get; init; }

    /// <summary>Weight of the preference term.</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double PreferenceLossWeight { get; init; }

    /// <summary>Weight of the supervised term on the chosen rows; 0 disables the term.</summary>
    [Range(0, LossWeight.MaxValue)]
    public required double SftLossWeight { get; init; }

    /// <summary>Whether a row's reward is averaged over its tokens instead of summed.</summary>
    public required bool PreferenceAverageLogProbs { get; init; }

    /// <summary>Whether a row's supervised loss is averaged over its tokens instead of summed.</summary>
    public required bool SftAverageLogProbs { get; init; }
}
